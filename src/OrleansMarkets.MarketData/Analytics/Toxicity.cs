namespace OrleansMarkets.MarketData.Analytics;

/// <summary>How one-sided the flow of takers was over the latest buckets of equal volume.</summary>
/// <param name="BucketLots">Volume of a bucket.</param>
/// <param name="Buckets">Full buckets that it is made of; the most are <see cref="Replicas.ReplicaLimits.ToxicityBuckets"/>.</param>
/// <param name="VpinPpm">
/// The sum of |bought − sold| over the full buckets through their volume, parts per million, half to even; null before the first is full.
/// </param>
/// <param name="BoughtLots">Lots that takers bought in the bucket that is being filled.</param>
/// <param name="SoldLots">Lots that takers sold in it.</param>
public readonly record struct Toxicity(long BucketLots, int Buckets, long? VpinPpm, long BoughtLots, long SoldLots);
