namespace OrleansMarkets.Silo.Markets;

/// <summary>Funding rules of a perpetual.</summary>
/// <param name="IntervalSeconds">Time between two payments.</param>
/// <param name="SamplePeriodSeconds">Time between two premium samples.</param>
/// <param name="ImpactNotional">Notional of the impact prices, settlement asset.</param>
/// <param name="InterestPercent">Interest per rate period.</param>
/// <param name="ClampPercent">Bound of the interest correction, per rate period.</param>
/// <param name="RatePeriodSeconds">Period that the rate refers to.</param>
/// <param name="CapPercent">Bound of the absolute rate, per rate period.</param>
/// <param name="MinimumSamples">Valid samples that an interval needs.</param>
public sealed record FundingEntry(
    int IntervalSeconds,
    int SamplePeriodSeconds,
    string ImpactNotional,
    string InterestPercent,
    string ClampPercent,
    int RatePeriodSeconds,
    string CapPercent,
    int MinimumSamples);
