namespace OrleansMarkets.Client;

/// <summary>How one-sided the flow of takers in a market is.</summary>
/// <param name="MarketId">The market.</param>
/// <param name="Vpin">The sum of |bought − sold| over the full buckets through their volume, 0 to 1; null before the first is full.</param>
/// <param name="Buckets">Full buckets that it is made of.</param>
/// <param name="BucketSize">Volume of a bucket, base asset.</param>
/// <param name="Bought">Bought by takers in the bucket that is being filled, base asset.</param>
/// <param name="Sold">Sold by takers in it, base asset.</param>
public sealed record Toxicity(MarketId MarketId, decimal? Vpin, int Buckets, decimal BucketSize, decimal Bought, decimal Sold);
