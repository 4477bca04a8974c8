using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Gateway.Orders;

/// <summary>
/// Makes the venue's order of a client's. Whatever it cannot do is refused, never ignored; the grid and the bounds of price and quantity
/// are checked here, so that a malformed order reaches no grain.
/// </summary>
internal static class OrderTranslator
{
    // Clients look for these in whole answers, in which an orderLinkId is repeated.
    private static readonly string[] MisleadingTexts = ["oc_diff", "new_oc"];

    /// <summary>Translates an order.</summary>
    /// <param name="body">As received.</param>
    /// <param name="market">Its market.</param>
    /// <param name="id">Its command id.</param>
    /// <param name="deadlineNs">When it expires, Unix nanoseconds.</param>
    /// <exception cref="RequestException">It is refused.</exception>
    public static PlaceOrder Translate(CreateOrderRequest body, GatewayMarket market, CommandKey id, long deadlineNs)
    {
        RefuseUnsupported(body);
        Refuse(body.ReduceOnly is true && market.IsSpot, "reduceOnly is not for spot");
        Side side = SideOf(body.Side);
        OrderType type = TypeOf(body.OrderType);
        (TimeInForce timeInForce, OrderFlags flags) = TermsOf(body, type);
        long priceUnits = type == OrderType.Limit ? PriceOf(body, market) : 0;
        long lots = IsQuoteQuantity(body, market, side, type) ? LotsOfAmount(body, market) : LotsOf(body, market);
        CheckLots(lots, market);
        return new PlaceOrder(
            id, market.Symbol, side, type, timeInForce, flags, priceUnits, lots, deadlineNs, body.OrderLinkId ?? string.Empty);
    }

    /// <summary>Whether the quantity is an amount of the quote coin, which the mark turns into lots.</summary>
    public static bool IsQuoteQuantity(CreateOrderRequest body, GatewayMarket market) =>
        IsQuoteQuantity(body, market, SideOf(body.Side), TypeOf(body.OrderType));

    /// <summary>Checks the client's own id of an order.</summary>
    /// <exception cref="RequestException">It is malformed.</exception>
    public static void CheckOrderLinkId(string? orderLinkId)
    {
        if (!ClientOrderId.IsWellFormed(orderLinkId)
            || (orderLinkId is not null && MisleadingTexts.Any(text => orderLinkId.Contains(text, StringComparison.OrdinalIgnoreCase))))
        {
            throw RequestException.Invalid($"orderLinkId is not at most {ClientOrderId.MaximumLength} characters of A-Z a-z 0-9 - _");
        }
    }

    private static void RefuseUnsupported(CreateOrderRequest body)
    {
        CheckOrderLinkId(body.OrderLinkId);
        Refuse(IsSet(body.TriggerPrice) || body.TriggerDirection is not (null or 0), "conditional orders are not supported");
        Refuse(IsSet(body.OrderFilter) && body.OrderFilter != "Order", "conditional orders are not supported");
        Refuse(IsAmount(body.TakeProfit) || IsAmount(body.StopLoss), "takeProfit and stopLoss are not supported");
        Refuse(body.CloseOnTrigger is true, "closeOnTrigger is not supported");
        Refuse(body.PositionIdx is not (null or 0), "hedge mode is not supported");
        Refuse(body.IsLeverage is not (null or 0), "spot margin is not supported");
        Refuse(IsSet(body.SlippageTolerance) || IsSet(body.BboSideType), "slippageTolerance and bboSideType are not supported");
        Refuse(IsSet(body.SmpType) && body.SmpType is not ("None" or "CancelMaker"), "smpType is not None or CancelMaker");
    }

    private static void Refuse(bool isBad, string message)
    {
        if (isBad)
        {
            throw RequestException.Invalid(message);
        }
    }

    private static bool IsSet(string? text) => !string.IsNullOrEmpty(text);

    private static bool IsAmount(string? text) => IsSet(text) && text != "0";

    private static Side SideOf(string? text) => text switch
    {
        "Buy" => Side.Buy,
        "Sell" => Side.Sell,
        _ => throw RequestException.Invalid("side is not Buy or Sell"),
    };

    private static OrderType TypeOf(string? text) => text switch
    {
        "Limit" => OrderType.Limit,
        "Market" => OrderType.Market,
        _ => throw RequestException.Invalid("orderType is not Limit or Market"),
    };

    private static (TimeInForce TimeInForce, OrderFlags Flags) TermsOf(CreateOrderRequest body, OrderType type)
    {
        OrderFlags reduce = body.ReduceOnly is true ? OrderFlags.ReduceOnly : OrderFlags.None;
        return (body.TimeInForce, type) switch
        {
            ("FOK", _) => (TimeInForce.FillOrKill, reduce),
            ("IOC", _) => (TimeInForce.ImmediateOrCancel, reduce),
            (null or "" or "GTC", OrderType.Market) => (TimeInForce.ImmediateOrCancel, reduce),
            (null or "" or "GTC", _) => (TimeInForce.GoodTillCancelled, reduce),
            ("PostOnly", OrderType.Limit) => (TimeInForce.GoodTillCancelled, reduce | OrderFlags.PostOnly),
            _ => throw RequestException.Invalid("timeInForce is unknown, or does not go with orderType"),
        };
    }

    private static bool IsQuoteQuantity(CreateOrderRequest body, GatewayMarket market, Side side, OrderType type)
    {
        if (!market.IsSpot || type != OrderType.Market)
        {
            return false;
        }

        return (body.MarketUnit, side) switch
        {
            ("baseCoin", _) or (null or "", Side.Sell) => false,
            ("quoteCoin" or null or "", Side.Buy) => true,
            _ => throw RequestException.Invalid("marketUnit is unknown, or a sell in the quote coin, which is not supported"),
        };
    }

    private static long PriceOf(CreateOrderRequest body, GatewayMarket market)
    {
        long units = Read(market.Scale.TryReadPrice(body.Price, out long read), read, "price");
        MarketDefinition rules = market.Listed.Definition;
        Refuse(units <= 0 || units > rules.MaximumPriceUnits, "price is outside of minPrice and maxPrice");
        Refuse(units % rules.TickUnits != 0, "price is not a multiple of tickSize");
        return units;
    }

    private static long LotsOf(CreateOrderRequest body, GatewayMarket market) =>
        Read(market.Scale.TryReadQuantity(body.Quantity, out long read), read, "qty");

    // The worst price is the edge of the band that the market itself bounds market orders by, so the amount is never exceeded; fees are
    // paid on top of it.
    private static long LotsOfAmount(CreateOrderRequest body, GatewayMarket market)
    {
        long quanta = Read(market.Scale.TryReadAmount(body.Quantity, out long read), read, "qty");
        MarketDefinition rules = market.Listed.Definition;
        long mark = market.Replica.ReadStatus().MarkUnits;
        Refuse(quanta <= 0, "qty is not above zero");
        if (mark <= 0)
        {
            throw RequestException.Busy("There is no mark price to turn the amount into a quantity; nothing was done.");
        }

        long worst = Math.Min(
            rules.MaximumPriceUnits,
            IntegerMath.MulDiv(mark, IntegerMath.Ppm + rules.PriceBandPpm, IntegerMath.Ppm, RoundingDirection.Down));
        long lots = market.Scale.LotsFor(quanta, worst);
        return lots - (lots % rules.StepLots);
    }

    private static void CheckLots(long lots, GatewayMarket market)
    {
        MarketDefinition rules = market.Listed.Definition;
        if (lots < rules.MinimumLots)
        {
            throw new RequestException(
                Outcomes.CodeOf(ResultCode.QuantityTooSmall, market.IsSpot), Outcomes.MessageOf(ResultCode.QuantityTooSmall));
        }

        Refuse(lots > rules.MaximumLots, Outcomes.MessageOf(ResultCode.QuantityTooLarge));
        Refuse(lots % rules.StepLots != 0, Outcomes.MessageOf(ResultCode.QuantityOffGrid));
    }

    private static long Read(DecimalTextError error, long value, string name) => error switch
    {
        DecimalTextError.None => value,
        DecimalTextError.TooFine => throw RequestException.Invalid($"{name} has more digits than its step"),
        DecimalTextError.TooLarge => throw RequestException.Invalid($"{name} is too large"),
        _ => throw RequestException.Invalid($"{name} is missing or no decimal number"),
    };
}
