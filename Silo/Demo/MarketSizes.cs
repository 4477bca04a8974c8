using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Silo.Demo;

/// <summary>Prices and quantities on a market's grid.</summary>
internal static class MarketSizes
{
    /// <summary>Lots of a notional at a price, on the step; zero when that is less than the smallest order.</summary>
    public static long LotsOf(this MarketDefinition market, long notionalQuanta, long priceUnits)
    {
        long lots = notionalQuanta / checked(priceUnits * market.QuantaPerUnitLot);
        return market.OnStep(lots);
    }

    /// <summary>The part of a quantity that may be ordered: on the step, at most the largest order, zero below the smallest.</summary>
    public static long OnStep(this MarketDefinition market, long lots)
    {
        long stepped = Math.Min(lots, market.MaximumLots) / market.StepLots * market.StepLots;
        return stepped >= market.MinimumLots ? stepped : 0;
    }

    /// <summary>The price so far from another, on the tick, away from it.</summary>
    /// <param name="market">The market.</param>
    /// <param name="side">Bids are rounded down, asks up.</param>
    /// <param name="centreUnits">The other price.</param>
    /// <param name="offsetPpm">Signed distance, ppm of the other price.</param>
    public static long PriceAt(this MarketDefinition market, Side side, long centreUnits, long offsetPpm)
    {
        RoundingDirection away = side == Side.Buy ? RoundingDirection.Down : RoundingDirection.Up;
        long ticks = IntegerMath.MulDiv(centreUnits, IntegerMath.Ppm + offsetPpm, IntegerMath.Ppm * market.TickUnits, away);
        return Math.Max(1, ticks) * market.TickUnits;
    }
}
