namespace OrleansMarkets.Core.Markets;

/// <summary>How a perpetual's funding is sampled, bounded and charged.</summary>
/// <param name="IntervalNs">Time between two funding boundaries, nanoseconds; boundaries are multiples of it since the Unix epoch.</param>
/// <param name="SamplePeriodNs">Time between two premium samples, nanoseconds; divides the interval.</param>
/// <param name="ImpactNotionalQuanta">Notional of the impact bid and ask, quote quanta.</param>
/// <param name="InterestPpm">Interest component per rate period, ppm (100 = 1 bp).</param>
/// <param name="ClampPpm">Bound of the interest correction around the premium, ppm per rate period.</param>
/// <param name="RatePeriodNs">Period that the rate refers to, nanoseconds (8 hours); an interval charges its share of it.</param>
/// <param name="CapPpm">Bound of the absolute rate, ppm per rate period.</param>
/// <param name="MinimumSamples">Fewer valid samples than this in an interval record it as zero with a reason.</param>
public sealed record FundingParameters(
    long IntervalNs,
    long SamplePeriodNs,
    long ImpactNotionalQuanta,
    long InterestPpm,
    long ClampPpm,
    long RatePeriodNs,
    long CapPpm,
    int MinimumSamples);
