namespace OrleansMarkets.Core.Oracles;

/// <summary>
/// Exponential decay by halves, 2^(−elapsed ÷ half-life), in integers: the whole halves are a shift and the fraction a product of
/// square roots of one half that were themselves found by exact integer square roots. The result is the same on every processor.
/// </summary>
internal static class BinaryDecay
{
    /// <summary>Number of fraction bits of a decay factor.</summary>
    public const int FactorBits = 60;

    /// <summary>The factor that leaves everything.</summary>
    public const long One = 1L << FactorBits;

    internal const int FractionBits = 20;

    private static readonly long[] Roots = ComputeRoots();

    /// <summary>What remains of a quantity after a time: a factor between 0 and <see cref="One"/>.</summary>
    /// <param name="elapsedNs">Time passed, nanoseconds; not positive means none.</param>
    /// <param name="halfLifeNs">Time after which one half remains, nanoseconds; positive.</param>
    public static long Factor(long elapsedNs, long halfLifeNs)
    {
        if (elapsedNs <= 0)
        {
            return One;
        }

        long halves = elapsedNs / halfLifeNs;
        if (halves >= FactorBits)
        {
            return 0;
        }

        long fraction = (long)(((Int128)(elapsedNs % halfLifeNs) << FractionBits) / halfLifeNs);
        long factor = One;
        for (int bit = 0; bit < FractionBits; bit++)
        {
            if ((fraction & (1L << (FractionBits - 1 - bit))) != 0)
            {
                factor = (long)(((UInt128)factor * (UInt128)Roots[bit]) >> FactorBits);
            }
        }

        return factor >> (int)halves;
    }

    // Roots[k] = 2^(−1 ÷ 2^(k + 1)): each is the square root of the one before it, the first that of one half.
    private static long[] ComputeRoots()
    {
        long[] roots = new long[FractionBits];
        long square = One / 2;
        for (int k = 0; k < FractionBits; k++)
        {
            square = SquareRoot((UInt128)square << FactorBits);
            roots[k] = square;
        }

        return roots;
    }

    private static long SquareRoot(UInt128 value)
    {
        UInt128 low = 0;
        UInt128 high = (UInt128)One;
        while (low < high)
        {
            UInt128 middle = (low + high + 1) / 2;
            if (middle * middle <= value)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return (long)low;
    }
}
