using Orleans;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>An aggregated oracle price on its way to a book.</summary>
/// <param name="IndexE8">Index price in 1e-8 of the quote asset.</param>
/// <param name="ConfidenceE8">Half-width of the confidence interval in 1e-8.</param>
/// <param name="PublishedNs">Unix time in nanoseconds of the oldest vote that counts.</param>
/// <param name="HasQuorum">Whether enough fresh publishers stand behind it.</param>
[GenerateSerializer, Immutable, Alias("om.index-update")]
public readonly record struct IndexUpdate(
    long IndexE8,
    long ConfidenceE8,
    long PublishedNs,
    bool HasQuorum);
