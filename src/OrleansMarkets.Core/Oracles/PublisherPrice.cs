namespace OrleansMarkets.Core.Oracles;

/// <summary>The latest message of one publisher.</summary>
/// <param name="Publisher">The publisher's number.</param>
/// <param name="Sequence">Its sequence, rising per publisher.</param>
/// <param name="PriceE8">Price, 1e-8 of the quote asset.</param>
/// <param name="ConfidenceE8">Half-width of the publisher's confidence interval, 1e-8 of the quote asset; positive.</param>
/// <param name="PublishedNs">When it was published, nanoseconds since the Unix epoch.</param>
public readonly record struct PublisherPrice(int Publisher, long Sequence, long PriceE8, long ConfidenceE8, long PublishedNs);
