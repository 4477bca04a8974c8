using Orleans;

namespace OrleansMarkets.Contracts.Oracles;

/// <summary>One vote of a publisher.</summary>
/// <param name="Publisher">The publisher, from 1.</param>
/// <param name="Sequence">Grows with the publisher's votes; older ones are ignored.</param>
/// <param name="PriceE8">Price in 1e-8.</param>
/// <param name="ConfidenceE8">Half-width of its confidence interval in 1e-8, above zero.</param>
/// <param name="PublishedNs">Unix time in nanoseconds.</param>
[GenerateSerializer, Immutable, Alias("om.publisher-price")]
public readonly record struct PublisherPrice(
    int Publisher,
    long Sequence,
    long PriceE8,
    long ConfidenceE8,
    long PublishedNs);
