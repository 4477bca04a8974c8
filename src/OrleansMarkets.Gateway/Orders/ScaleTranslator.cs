using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Gateway.Orders;

/// <summary>Makes the venue's scale order of a client's. What its orders have in common is understood as of one order.</summary>
internal static class ScaleTranslator
{
    /// <summary>Translates a scale order.</summary>
    /// <param name="body">As received.</param>
    /// <param name="market">Its market.</param>
    /// <param name="id">Its command id.</param>
    /// <param name="deadlineNs">When it expires, Unix nanoseconds.</param>
    /// <exception cref="RequestException">It is refused.</exception>
    public static ScaleOrder Translate(ScaleOrderRequest body, GatewayMarket market, CommandKey id, long deadlineNs)
    {
        Fields.Refuse(
            body.Orders is not (>= 2 and <= MarketLimits.MaximumScaleOrders), $"orders is not 2 to {MarketLimits.MaximumScaleOrders}");
        PlaceOrder whole = OrderTranslator.Translate(Whole(body), market, id, deadlineNs);
        Fields.Refuse(
            whole.TimeInForce is not (TimeInForce.GoodTillCancelled or TimeInForce.GoodTillDate), "the orders of a scale order rest");
        return new ScaleOrder(
            id,
            market.Symbol,
            whole.Side,
            whole.Flags,
            whole.PriceUnits,
            Fields.Price(body.LastPrice, "lastPrice", market),
            body.Orders!.Value,
            whole.QuantityLots,
            SpacingOf(body.PriceSpacing, "priceSpacing"),
            SpacingOf(body.SizeSpacing, "sizeSpacing"),
            Fields.IsSet(body.SizeRatio) ? Fields.Ppm(body.SizeRatio, "sizeRatio") : Core.Money.IntegerMath.Ppm,
            deadlineNs,
            whole.ClientOrderId,
            whole.Instructions);
    }

    // All of it as one order at the first price.
    private static CreateOrderRequest Whole(ScaleOrderRequest body) => new()
    {
        Category = body.Category,
        Symbol = body.Symbol,
        Side = body.Side,
        OrderType = "Limit",
        Quantity = body.Quantity,
        Price = body.FirstPrice,
        TimeInForce = body.TimeInForce,
        OrderLinkId = body.OrderLinkId,
        ReduceOnly = body.ReduceOnly,
        SmpType = body.SmpType,
        SmpScope = body.SmpScope,
        DisplayQuantity = body.DisplayQuantity,
        ExpireTime = body.ExpireTime,
        Tag = body.Tag,
    };

    private static ScaleSpacing SpacingOf(string? text, string name) => text switch
    {
        null or "" or "Linear" => ScaleSpacing.Linear,
        "Geometric" => ScaleSpacing.Geometric,
        _ => throw RequestException.Invalid($"{name} is not Linear or Geometric"),
    };
}
