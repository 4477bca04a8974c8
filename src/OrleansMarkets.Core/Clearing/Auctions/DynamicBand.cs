using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Clearing.Auctions;

/// <summary>The prices at which a market trades without being interrupted.</summary>
/// <param name="LowUnits">The lowest, price units.</param>
/// <param name="HighUnits">The highest, price units.</param>
internal readonly record struct DynamicBand(long LowUnits, long HighUnits)
{
    /// <summary>
    /// The band of the present state: around the last trade, or around the mark while there is none and after an interruption without one.
    /// Each further interruption without a trade doubles it, until the price band holds what it would.
    /// </summary>
    /// <param name="state">The market's state.</param>
    /// <param name="rules">Its rules, with a band.</param>
    /// <returns>The band; null when there is none any more.</returns>
    public static DynamicBand? Of(MarketState state, AuctionParameters rules)
    {
        int untraded = state.UntradedInterruptions;
        long distancePpm = rules.InterruptionBandPpm;
        if (untraded > 0)
        {
            long largestPpm = state.Parameters.PriceBandPpm;
            for (int doubled = 1; doubled < untraded && distancePpm < largestPpm; doubled++)
            {
                distancePpm *= 2;
            }

            if (distancePpm >= largestPpm)
            {
                return null;
            }
        }

        long reference = untraded == 0 && state.LastPriceUnits != 0 ? state.LastPriceUnits : state.MarkUnits;
        long distance = IntegerMath.MulDiv(reference, distancePpm, IntegerMath.Ppm, RoundingDirection.Down);
        return new DynamicBand(reference - distance, reference + distance);
    }

    /// <summary>Whether a price is in the band.</summary>
    public bool Holds(long priceUnits) => priceUnits >= LowUnits && priceUnits <= HighUnits;
}
