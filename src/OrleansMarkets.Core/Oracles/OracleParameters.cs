namespace OrleansMarkets.Core.Oracles;

/// <summary>How a feed is aggregated and judged.</summary>
/// <param name="MinimumPublishers">Fewer fresh publishers than this give no price.</param>
/// <param name="MaximumAgeNs">A publisher's message older than this does not vote, nanoseconds.</param>
/// <param name="MaximumConfidencePpm">A wider confidence makes the price too uncertain, ppm of it.</param>
/// <param name="MaximumMovePpm">A price further than this from its own moving average is too volatile, ppm of the average.</param>
/// <param name="AverageHalfLifeNs">Half-life of that moving average, nanoseconds.</param>
/// <param name="MaximumAheadNs">A message dated further than this in the future is refused, nanoseconds.</param>
public sealed record OracleParameters(
    int MinimumPublishers,
    long MaximumAgeNs,
    long MaximumConfidencePpm,
    long MaximumMovePpm,
    long AverageHalfLifeNs,
    long MaximumAheadNs);
