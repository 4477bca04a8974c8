using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Liquidation;

/// <summary>
/// The limit of a liquidation order: never worse than the zero price after fees, never further from the mark than the market allows; for an
/// insolvent account the mark itself, so absurd resting orders cannot empty the insurance fund (mechanics 2.3).
/// </summary>
public static class LiquidationLimit
{
    /// <summary>Computes the limit, on the tick, rounded in favour of the insurance fund: up for a sell, down for a buy.</summary>
    /// <param name="exposure">The position to close.</param>
    /// <param name="part">Its risk.</param>
    /// <param name="equityQuanta">Equity of the whole account.</param>
    /// <param name="zeroPriceUnits">The position's zero price.</param>
    /// <returns>Price units, between the tick and the market's largest price.</returns>
    public static long Compute(in MarketExposure exposure, in MarketRisk part, long equityQuanta, long zeroPriceUnits)
    {
        MarketParameters parameters = exposure.Parameters;
        long size = exposure.Row.SizeLots;
        long mark = exposure.View.MarkUnits;
        Int128 perUnit = Int128.Abs((Int128)size * exposure.Spec.QuantaPerUnitLot);
        long spread = parameters.Liquidation?.SpreadToMaintenancePpm ?? 0;
        Int128 distance = IntegerMath.Divide(part.MaintenanceQuanta * spread, perUnit * IntegerMath.Ppm, RoundingDirection.Down);
        long allowed = checked((long)distance);
        long bound = equityQuanta < 0
            ? mark
            : ZeroPrice.AfterFee(zeroPriceUnits, size > 0, Math.Max(0, parameters.TakerFeePpm), mark);
        long limit = size > 0 ? Math.Max(mark - allowed, bound) : Math.Min(mark + allowed, bound);
        RoundingDirection rounding = size > 0 ? RoundingDirection.Up : RoundingDirection.Down;
        long onTick = (long)IntegerMath.Divide(limit, parameters.TickUnits, rounding) * parameters.TickUnits;
        return Math.Clamp(onTick, parameters.TickUnits, parameters.MaximumPriceUnits);
    }
}
