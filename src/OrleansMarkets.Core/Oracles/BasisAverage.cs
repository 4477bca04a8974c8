using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Oracles;

/// <summary>
/// The exponential moving average of (book mid − index), weighted by time and kept in integers. It begins at zero: the first quote of a
/// book cannot move the mark by itself.
/// </summary>
/// <param name="ScaledUnits">The average in price units × 2^<see cref="ScaleBits"/>.</param>
public readonly record struct BasisAverage(long ScaledUnits)
{
    /// <summary>Number of fraction bits of the average.</summary>
    public const int ScaleBits = 20;

    /// <summary>The average in price units, to the nearest.</summary>
    public long Units => (long)IntegerMath.Divide(ScaledUnits, 1L << ScaleBits, RoundingDirection.HalfEven);

    /// <summary>Takes in one sample that has held for a time.</summary>
    /// <param name="parameters">The market's mark rules: half-life, and the band outside which a quote is cut.</param>
    /// <param name="indexUnits">The index, price units, positive.</param>
    /// <param name="midUnits">The book's mid, price units; 0 when a side is empty: the average then stays as it is.</param>
    /// <param name="elapsedNs">Time since the last sample, nanoseconds.</param>
    public BasisAverage Update(MarkParameters parameters, long indexUnits, long midUnits, long elapsedNs)
    {
        if (midUnits <= 0 || elapsedNs <= 0)
        {
            return this;
        }

        long sample = checked((MarkPrice.ClampToBand(parameters, indexUnits, midUnits) - indexUnits) * (1L << ScaleBits));
        long keep = BinaryDecay.Factor(elapsedNs, parameters.BasisHalfLifeNs);
        Int128 weighted = (Int128)(ScaledUnits - sample) * keep;
        return new BasisAverage(checked(sample + (long)IntegerMath.Divide(weighted, BinaryDecay.One, RoundingDirection.TowardZero)));
    }
}
