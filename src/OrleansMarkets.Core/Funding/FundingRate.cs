using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Funding;

/// <summary>
/// The funding rate of an interval: average impact premium plus a bounded pull toward the interest component (mechanics 2.6).
/// </summary>
public static class FundingRate
{
    /// <summary>
    /// The impact premium of one sample: (max(0, impact bid − index) − max(0, index − impact ask)) ÷ index. A side that is too shallow to
    /// have an impact price contributes nothing, so an empty book has no premium.
    /// </summary>
    /// <param name="impactBidUnits">Average price of selling the impact notional into the bids; 0 if they are too shallow.</param>
    /// <param name="impactAskUnits">Average price of buying the impact notional from the asks; 0 if they are too shallow.</param>
    /// <param name="indexUnits">The index, positive, in price units.</param>
    /// <returns>The premium in ppm of the index, toward zero.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is not positive.</exception>
    public static long Premium(long impactBidUnits, long impactAskUnits, long indexUnits)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(indexUnits);
        long above = impactBidUnits > 0 ? Math.Max(0, impactBidUnits - indexUnits) : 0;
        long below = impactAskUnits > 0 ? Math.Max(0, indexUnits - impactAskUnits) : 0;
        return IntegerMath.MulDiv(above - below, IntegerMath.Ppm, indexUnits, RoundingDirection.TowardZero);
    }

    /// <summary>
    /// The rate of an interval per rate period: P + clamp(interest − P, ±clamp), bounded by ±cap, where P is the average premium, toward
    /// zero.
    /// </summary>
    /// <param name="parameters">The market's funding rules.</param>
    /// <param name="premiumPpmSum">Sum of the interval's premium samples, ppm.</param>
    /// <param name="samples">Number of valid samples in the sum.</param>
    /// <returns>The rate in ppm per rate period; zero when there are fewer samples than the rules demand.</returns>
    public static long Compute(FundingParameters parameters, long premiumPpmSum, int samples)
    {
        if (samples < Math.Max(1, parameters.MinimumSamples))
        {
            return 0;
        }

        long premium = premiumPpmSum / samples;
        long pull = Math.Clamp(parameters.InterestPpm - premium, -parameters.ClampPpm, parameters.ClampPpm);
        return Math.Clamp(premium + pull, -parameters.CapPpm, parameters.CapPpm);
    }
}
