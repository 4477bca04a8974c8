using System.Numerics;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Funding;

/// <summary>
/// The cumulative funding index of a perpetual: what one lot has paid since the market began, in quote quanta × <see cref="Scale"/>. A row
/// settles in O(1) by the difference since it was last settled.
/// </summary>
public static class FundingIndex
{
    /// <summary>Number of fraction bits of the index.</summary>
    public const int ScaleBits = 20;

    /// <summary>Index units per quote quantum.</summary>
    public const long Scale = 1L << ScaleBits;

    /// <summary>
    /// The growth of the index over one interval: rate × (interval ÷ rate period) × mark × quanta per unit and lot, toward zero. Positive
    /// when longs pay.
    /// </summary>
    /// <param name="parameters">The market's funding rules: the interval's share of the rate period.</param>
    /// <param name="ratePpm">The rate in ppm per rate period.</param>
    /// <param name="markUnits">The mark price at the boundary, in price units.</param>
    /// <param name="spec">The market.</param>
    /// <exception cref="OverflowException">The increment does not fit; parameter validation keeps markets far from it.</exception>
    public static long Increment(FundingParameters parameters, long ratePpm, long markUnits, MarketSpec spec)
    {
        long common = (long)BigInteger.GreatestCommonDivisor(parameters.IntervalNs, parameters.RatePeriodNs);
        Int128 charge = checked((Int128)ratePpm * markUnits * spec.QuantaPerUnitLot);
        Int128 dividend = checked(charge * (parameters.IntervalNs / common) * Scale);
        Int128 divisor = (Int128)IntegerMath.Ppm * (parameters.RatePeriodNs / common);
        return checked((long)IntegerMath.Divide(dividend, divisor, RoundingDirection.TowardZero));
    }

    /// <summary>
    /// What a position receives between two states of the index: −size × (to − from) ÷ <see cref="Scale"/>, rounded down, so that a credit
    /// loses its fraction and a debit is raised to the next quantum: all payments together leave a residue that is never negative.
    /// </summary>
    /// <param name="sizeLots">Signed position, lots.</param>
    /// <param name="indexFrom">The index up to which the position is settled.</param>
    /// <param name="indexTo">The index to settle up to.</param>
    /// <returns>Quote quanta credited to the position; negative when it pays.</returns>
    public static long Payment(long sizeLots, long indexFrom, long indexTo)
    {
        if (indexFrom == indexTo)
        {
            return 0;
        }

        // A shift of the exact product rounds down; nearly always it fits in 64 bits.
        return IntegerMath.TryAdd(indexTo, unchecked(-indexFrom), out long growth) && indexFrom != long.MinValue
            && IntegerMath.TryMultiply(sizeLots, growth, out long charge)
            ? -charge >> ScaleBits
            : checked((long)IntegerMath.Divide(-(Int128)sizeLots * ((Int128)indexTo - indexFrom), Scale, RoundingDirection.Down));
    }
}
