using Orleans;

namespace OrleansMarkets.Contracts.Oracles;

/// <summary>The aggregated price of a feed.</summary>
/// <param name="PriceE8">Median in 1e-8, zero when there is none.</param>
/// <param name="ConfidenceE8">Confidence in 1e-8.</param>
/// <param name="PublishedNs">Unix time in nanoseconds of the oldest vote that counts.</param>
/// <param name="HasQuorum">Whether it may decide anything.</param>
/// <param name="Publishers">Fresh publishers behind it.</param>
[GenerateSerializer, Immutable, Alias("om.oracle-price")]
public readonly record struct OraclePrice(
    long PriceE8,
    long ConfidenceE8,
    long PublishedNs,
    bool HasQuorum,
    int Publishers);
