namespace OrleansMarkets.Core.Markets;

/// <summary>How a market's mark price follows its index and its own book.</summary>
/// <param name="BandPpm">Largest distance of the mark from the index, ppm of the index.</param>
/// <param name="BasisHalfLifeNs">Half-life of the moving average of (mid − index), nanoseconds.</param>
/// <param name="MaximumIndexAgeNs">An index older than this is stale: no new risk, no liquidation, no valid funding sample.</param>
public sealed record MarkParameters(long BandPpm, long BasisHalfLifeNs, long MaximumIndexAgeNs);
