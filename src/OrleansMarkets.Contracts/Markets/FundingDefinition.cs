using Orleans;

namespace OrleansMarkets.Contracts.Markets;

/// <summary>Funding rules of a perpetual; see Core FundingParameters.</summary>
/// <param name="IntervalNs">Interval, nanoseconds.</param>
/// <param name="SamplePeriodNs">Sample period, nanoseconds.</param>
/// <param name="ImpactNotionalQuanta">Impact notional, quote quanta.</param>
/// <param name="InterestPpm">Interest per rate period, ppm.</param>
/// <param name="ClampPpm">Clamp per rate period, ppm.</param>
/// <param name="RatePeriodNs">Rate period, nanoseconds.</param>
/// <param name="CapPpm">Cap per rate period, ppm.</param>
/// <param name="MinimumSamples">Valid samples needed.</param>
[GenerateSerializer, Immutable, Alias("om.funding-definition")]
public sealed record FundingDefinition(
    long IntervalNs,
    long SamplePeriodNs,
    long ImpactNotionalQuanta,
    long InterestPpm,
    long ClampPpm,
    long RatePeriodNs,
    long CapPpm,
    int MinimumSamples);
