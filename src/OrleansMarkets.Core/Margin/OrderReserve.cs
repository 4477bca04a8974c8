using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Margin;

/// <summary>
/// What an order sets aside beside the margin of its exposure. It is fixed at entry and stored with the order, so a moving mark never
/// changes the requirement of resting orders behind the account's back.
/// </summary>
public static class OrderReserve
{
    /// <summary>
    /// The reserve of an order. Perpetual: the loss at once if it executes at its own price instead of the mark, and the taker's fee at
    /// that price. Spot buy: its whole cost and fee. Spot sell: nothing in quote; it needs base. Fees are rounded up.
    /// </summary>
    /// <param name="spec">The market.</param>
    /// <param name="parameters">The market's rules.</param>
    /// <param name="order">
    /// The order; with a better fill the loss falls by more than the fee rises, so its own price is the worst case.
    /// </param>
    /// <param name="markUnits">The mark price at entry, price units; 0 when missing: then no loss is known and none is counted.</param>
    /// <returns>Quote quanta, not negative.</returns>
    /// <exception cref="OverflowException">The cost does not fit; admission limits keep orders far from it.</exception>
    public static long Compute(MarketSpec spec, MarketParameters parameters, in OrderTerms order, long markUnits)
    {
        if (spec.Kind == MarketKind.Spot && order.Side == Side.Sell)
        {
            return 0;
        }

        long notional = IntegerMath.Notional(order.PriceUnits, order.QuantityLots, spec.QuantaPerUnitLot);
        long fee = IntegerMath.PpmUp(notional, Math.Max(0, parameters.TakerFeePpm));
        if (spec.Kind == MarketKind.Spot)
        {
            return checked(notional + fee);
        }

        long worse = order.Side == Side.Buy ? order.PriceUnits - markUnits : markUnits - order.PriceUnits;
        long loss = markUnits > 0 && worse > 0 ? IntegerMath.Notional(worse, order.QuantityLots, spec.QuantaPerUnitLot) : 0;
        return checked(loss + fee);
    }
}
