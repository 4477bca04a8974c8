using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Oracles;

/// <summary>
/// The mark price: the median of the index, the index plus the average basis, and the book. Each input is cut to the band around the index,
/// so no single source and no trade moves the mark beyond it (I33).
/// </summary>
public static class MarkPrice
{
    /// <summary>Computes the mark.</summary>
    /// <param name="parameters">The market's mark rules.</param>
    /// <param name="indexUnits">The index, price units, positive.</param>
    /// <param name="basis">The average of (mid − index).</param>
    /// <param name="midUnits">The book's mid, price units; 0 when a side is empty.</param>
    /// <param name="lastUnits">
    /// The last trade's price, used when there is no mid; 0 when there was no trade. Without both the book has no vote.
    /// </param>
    /// <returns>The mark in price units, at least 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is not positive.</exception>
    public static long Compute(MarkParameters parameters, long indexUnits, BasisAverage basis, long midUnits, long lastUnits)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(indexUnits);
        long book = midUnits > 0 ? midUnits : lastUnits;
        long withBasis = ClampToBand(parameters, indexUnits, checked(indexUnits + basis.Units));
        long fromBook = book > 0 ? ClampToBand(parameters, indexUnits, book) : indexUnits;
        long lower = Math.Min(withBasis, fromBook);
        long upper = Math.Max(withBasis, fromBook);
        return Math.Max(1, Math.Clamp(indexUnits, lower, upper));
    }

    /// <summary>Cuts a price to the band around the index.</summary>
    internal static long ClampToBand(MarkParameters parameters, long indexUnits, long priceUnits)
    {
        long distance = IntegerMath.MulDiv(indexUnits, parameters.BandPpm, IntegerMath.Ppm, RoundingDirection.Down);
        return Math.Clamp(priceUnits, indexUnits - distance, checked(indexUnits + distance));
    }
}
