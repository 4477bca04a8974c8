using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Liquidation;

/// <summary>
/// The zero (bankruptcy) price of a position: closing any part of it there keeps equity ÷ maintenance margin constant, so closing
/// everything at zero prices leaves an equity of exactly nothing, in whatever order and portions (mechanics 2.3).
/// </summary>
public static class ZeroPrice
{
    /// <summary>
    /// mark ∓ equity × (the position's share of maintenance margin) ÷ (|size| × quanta per unit and lot). Rounded in favour of the
    /// insurance fund: up for a long, which sells, down for a short, which buys. It may be zero or negative when equity exceeds the
    /// notional.
    /// </summary>
    /// <param name="sizeLots">Signed position, lots, not zero.</param>
    /// <param name="markUnits">The price that <paramref name="equityQuanta"/> values the position at.</param>
    /// <param name="equityQuanta">Equity of the whole account: never that of one market, and never spread over a partial close.</param>
    /// <param name="positionMaintenanceQuanta">Maintenance margin of the position.</param>
    /// <param name="totalMaintenanceQuanta">Maintenance margin of all positions; positive.</param>
    /// <param name="spec">The market.</param>
    /// <returns>Price units.</returns>
    public static long Compute(
        long sizeLots,
        long markUnits,
        long equityQuanta,
        long positionMaintenanceQuanta,
        long totalMaintenanceQuanta,
        MarketSpec spec)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sizeLots);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(totalMaintenanceQuanta);
        Int128 share = IntegerMath.Divide(
            (Int128)equityQuanta * positionMaintenanceQuanta, totalMaintenanceQuanta, RoundingDirection.Down);
        Int128 perUnit = Int128.Abs((Int128)sizeLots * spec.QuantaPerUnitLot);
        Int128 distance = IntegerMath.Divide(share, perUnit, RoundingDirection.Down);
        return checked((long)(sizeLots > 0 ? markUnits - distance : markUnits + distance));
    }

    /// <summary>
    /// The worst price that leaves what the zero price leaves after a trading fee on the notional at that price, but never beyond the
    /// mark: an account that is worth less than the fee may still close at the mark.
    /// </summary>
    /// <param name="zeroPriceUnits">The zero price.</param>
    /// <param name="isLong">Whether a long position is closed by selling.</param>
    /// <param name="feePpm">The fee, ppm of notional, not negative.</param>
    /// <param name="markUnits">The mark price.</param>
    /// <returns>Price units, rounded in favour of the insurance fund.</returns>
    public static long AfterFee(long zeroPriceUnits, bool isLong, long feePpm, long markUnits) => isLong
        ? Math.Min(markUnits, IntegerMath.MulDiv(zeroPriceUnits, IntegerMath.Ppm, IntegerMath.Ppm - feePpm, RoundingDirection.Up))
        : Math.Max(markUnits, IntegerMath.MulDiv(zeroPriceUnits, IntegerMath.Ppm, IntegerMath.Ppm + feePpm, RoundingDirection.Down));

    /// <summary>
    /// Whether a price is no worse for the account than <see cref="AfterFee"/> of <see cref="Compute"/>: the same without a division.
    /// </summary>
    /// <param name="priceUnits">The price: below the mark for a long position, above it for a short one.</param>
    /// <param name="sizeLots">Signed position, not 0.</param>
    /// <param name="markUnits">Mark price.</param>
    /// <param name="equityQuanta">Equity of the account, positive.</param>
    /// <param name="positionMaintenanceQuanta">Maintenance margin of the position.</param>
    /// <param name="totalMaintenanceQuanta">Maintenance margin of the account, positive.</param>
    /// <param name="feePpm">Fee on the notional, ppm, not negative.</param>
    /// <param name="spec">The market.</param>
    /// <param name="isReached">The answer, if there is one.</param>
    /// <returns>Whether the products fit in 64 bits.</returns>
    internal static bool TryIsReached(
        long priceUnits,
        long sizeLots,
        long markUnits,
        long equityQuanta,
        long positionMaintenanceQuanta,
        long totalMaintenanceQuanta,
        long feePpm,
        MarketSpec spec,
        out bool isReached)
    {
        // The zero price is so many units away from the mark as the position's share of equity pays for; the fee is taken off the price.
        isReached = false;
        bool isLong = sizeLots > 0;
        if (!IntegerMath.TryMultiply(priceUnits, isLong ? IntegerMath.Ppm - feePpm : IntegerMath.Ppm + feePpm, out long net))
        {
            return false;
        }

        long needed = isLong ? markUnits - (net / IntegerMath.Ppm) : IntegerMath.DividePpmUp(net) - markUnits;
        if (!IntegerMath.TryMultiply(Math.Abs(sizeLots), spec.QuantaPerUnitLot, out long perUnit)
            || !IntegerMath.TryMultiply(needed, perUnit, out long share))
        {
            return false;
        }

        isReached = positionMaintenanceQuanta == totalMaintenanceQuanta
            ? equityQuanta >= share
            : IntegerMath.Multiply(equityQuanta, positionMaintenanceQuanta) >= IntegerMath.Multiply(share, totalMaintenanceQuanta);
        return true;
    }
}
