using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Client.Http;

/// <summary>From what the SDK is asked for to the shapes on the wire.</summary>
internal static class WireRequests
{
    /// <summary>The dialect's number of a trigger that a rising price reaches.</summary>
    public const int Rising = 1;

    private const int Falling = 2;

    public static CreateOrderRequest Of(OrderRequest order)
    {
        bool isLimit = order.Price is not null;
        OrderTrigger? trigger = order.Trigger;
        return new CreateOrderRequest
        {
            Category = WireMapping.Text(order.MarketId.Category),
            Symbol = order.MarketId.Symbol,
            Side = WireMapping.Text(order.Side),
            OrderType = isLimit ? "Limit" : "Market",
            Quantity = WireMapping.Text(order.Quantity),
            Price = Text(order.Price),
            TimeInForce = WireMapping.TimeInForceText(order),
            OrderLinkId = order.ClientOrderId,
            ReduceOnly = order.ReduceOnly ? true : null,
            CloseOnTrigger = order.ClosePosition ? true : null,

            // The dialect counts a spot market buy in the quote coin unless told otherwise.
            MarketUnit = order is { Price: null, MarketId.Category: MarketCategory.Spot } ? "baseCoin" : null,
            TriggerPrice = Text(trigger?.Price),
            TriggerDirection = trigger is null || trigger.Kind == TriggerKind.TrailingStop ? null : Direction(trigger.Kind, order.Side),
            TriggerBy = trigger?.Source.ToString(),
            Trailing = trigger is { Kind: TriggerKind.TrailingStop } ? Trailing(trigger) : null,
            TakeProfit = Text(order.TakeProfit?.TriggerPrice),
            TpTriggerBy = order.TakeProfit?.Source.ToString(),
            TpOrderType = TypeOf(order.TakeProfit),
            TpLimitPrice = Text(order.TakeProfit?.LimitPrice),
            StopLoss = Text(order.StopLoss?.TriggerPrice),
            SlTriggerBy = order.StopLoss?.Source.ToString(),
            SlOrderType = TypeOf(order.StopLoss),
            SlLimitPrice = Text(order.StopLoss?.LimitPrice),
            SmpType = order.SelfTrade == SelfTradePolicy.CancelMaker ? null : order.SelfTrade.ToString(),
            SmpScope = order.SelfTradeScope == SelfTradeScope.User ? "User" : null,
            DisplayQuantity = Text(order.DisplayQuantity),
            ExpireTime = order.ExpiresAt is { } end ? QueryText.Number(end.ToUnixTimeMilliseconds()) : null,
            Tag = order.Tag is { } tag ? QueryText.Number(tag) : null,
            Peg = order.Peg is { } peg
                ? new PegTerms { Reference = peg.Reference.ToString(), Offset = WireMapping.Text(peg.Offset) }
                : null,
            Linkage = order.Link is { } link ? new LinkageTerms { Kind = KindText(link.Kind), Group = link.Group } : null,
        };
    }

    public static ScaleOrderRequest Of(ScaleRequest order)
    {
        CreateOrderRequest whole = Of(order.Whole());
        return new ScaleOrderRequest
        {
            Category = whole.Category,
            Symbol = whole.Symbol,
            Side = whole.Side,
            Quantity = whole.Quantity,
            Orders = order.Orders,
            FirstPrice = whole.Price,
            LastPrice = WireMapping.Text(order.LastPrice),
            PriceSpacing = order.PriceSpacing.ToString(),
            SizeSpacing = order.SizeSpacing.ToString(),
            SizeRatio = WireMapping.Text(order.SizeRatio),
            TimeInForce = whole.TimeInForce,
            OrderLinkId = whole.OrderLinkId,
            ReduceOnly = whole.ReduceOnly,
            SmpType = whole.SmpType,
            DisplayQuantity = whole.DisplayQuantity,
            ExpireTime = whole.ExpireTime,
            Tag = whole.Tag,
        };
    }

    public static AmendOrderRequest Of(MarketId market, OrderKey order, OrderAmendment amendment) => new()
    {
        Category = WireMapping.Text(market.Category),
        Symbol = market.Symbol,
        OrderId = order.IsClientId ? null : order.Id,
        OrderLinkId = order.IsClientId ? order.Id : null,
        Price = Text(amendment.Price),
        Quantity = Text(amendment.Quantity),
        TriggerPrice = Text(amendment.TriggerPrice),
        Trailing = (amendment.TrailingDistance ?? amendment.TrailingRate) is null
            ? null
            : new TrailingTerms { Distance = Text(amendment.TrailingDistance), Rate = Text(amendment.TrailingRate) },
    };

    public static CancelOrderRequest Of(MarketId market, OrderKey order) => new()
    {
        Category = WireMapping.Text(market.Category),
        Symbol = market.Symbol,
        OrderId = order.IsClientId ? null : order.Id,
        OrderLinkId = order.IsClientId ? order.Id : null,
    };

    public static CancelAllRequest Of(MarketId market, CancelFilter filter) => new()
    {
        Category = WireMapping.Text(market.Category),
        Symbol = market.Symbol,
        OrderFilter = filter.IsWaiting is { } waits ? (waits ? "StopOrder" : "Order") : null,
        Side = filter.Side is { } side ? WireMapping.Text(side) : null,
        Tag = filter.Tag is { } tag ? QueryText.Number(tag) : null,
    };

    private static string? Text(decimal? number) => number is { } some ? WireMapping.Text(some) : null;

    private static string? TypeOf(OrderProtection? order) => order is null ? null : order.LimitPrice is null ? "Market" : "Limit";

    private static int Direction(TriggerKind kind, OrderSide side) =>
        (kind == TriggerKind.Stop) == (side == OrderSide.Buy) ? Rising : Falling;

    private static TrailingTerms Trailing(OrderTrigger trigger) => new()
    {
        Distance = Text(trigger.Distance),
        Rate = Text(trigger.Rate),
        ActivationPrice = Text(trigger.ActivationPrice),
    };

    private static string KindText(LinkKind kind) => kind switch
    {
        LinkKind.OneCancelsOther => "OCO",
        LinkKind.OneTriggersOther => "OTO",
        _ => "OTOCO",
    };
}
