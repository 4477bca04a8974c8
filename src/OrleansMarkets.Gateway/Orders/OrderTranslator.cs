using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Wire.Trading;
using OrderInstructions = OrleansMarkets.Contracts.OrderBooks.OrderInstructions;

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
        Side side = SideOf(body.Side);
        bool reduces = Reduces(body, market, side);
        OrderType type = TypeOf(body.OrderType);
        OrderInstructions? instructions = InstructionTranslator.Of(body, market, id, side, type);
        (TimeInForce timeInForce, OrderFlags flags) = TermsOf(body, type);
        flags |= reduces ? OrderFlags.ReduceOnly : OrderFlags.None;
        bool closesAll = body is { ReduceOnly: true, CloseOnTrigger: true, Quantity: "0" };
        flags |= closesAll ? OrderFlags.ClosePosition : OrderFlags.None;
        long priceUnits = type == OrderType.Limit ? Fields.Price(body.Price, "price", market) : 0;
        return new PlaceOrder(
            id,
            market.Symbol,
            side,
            type,
            timeInForce,
            flags,
            priceUnits,
            closesAll ? 0 : LotsOf(body, market, side, type, instructions),
            deadlineNs,
            body.OrderLinkId ?? string.Empty,
            instructions);
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
        Fields.Refuse(body.PositionIdx is not (null or 0), "hedge mode is not supported");
        Fields.Refuse(body.IsLeverage is not (null or 0), "spot margin is not supported");
        Fields.Refuse(
            Fields.IsSet(body.SlippageTolerance) || Fields.IsSet(body.BboSideType), "slippageTolerance and bboSideType are not supported");
    }

    // A spot sale only gives away what there is: clients say so with it, and it changes nothing.
    private static bool Reduces(CreateOrderRequest body, GatewayMarket market, Side side)
    {
        Fields.Refuse(
            market.IsSpot && (body.CloseOnTrigger is true || (body.ReduceOnly is true && side == Side.Buy)),
            "closeOnTrigger, and reduceOnly of a purchase, are not for spot");
        return !market.IsSpot && (body.ReduceOnly is true || body.CloseOnTrigger is true);
    }

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
        bool expires = Fields.IsAmount(body.ExpireTime);
        return (body.TimeInForce, type) switch
        {
            ("FOK", _) when !expires => (TimeInForce.FillOrKill, OrderFlags.None),
            ("IOC", _) when !expires => (TimeInForce.ImmediateOrCancel, OrderFlags.None),
            (null or "" or "GTC", OrderType.Market) when !expires => (TimeInForce.ImmediateOrCancel, OrderFlags.None),
            (null or "" or "GTC" or "GTD", OrderType.Limit) when expires => (TimeInForce.GoodTillDate, OrderFlags.None),
            (null or "" or "GTC", OrderType.Limit) => (TimeInForce.GoodTillCancelled, OrderFlags.None),
            ("PostOnly", OrderType.Limit) => (Resting(expires), OrderFlags.PostOnly),
            ("PostOnlySlide", OrderType.Limit) => (Resting(expires), OrderFlags.PostOnlySlide),
            _ => throw RequestException.Invalid("timeInForce is unknown, or does not go with orderType or expireTime"),
        };
    }

    private static TimeInForce Resting(bool expires) => expires ? TimeInForce.GoodTillDate : TimeInForce.GoodTillCancelled;

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

    private static long LotsOf(
        CreateOrderRequest body, GatewayMarket market, Side side, OrderType type, OrderInstructions? instructions)
    {
        long lots = IsQuoteQuantity(body, market, side, type)
            ? LotsOfAmount(body, market, instructions?.Trigger?.PriceUnits ?? 0)
            : Fields.Lots(body.Quantity, "qty", market);
        Fields.CheckLots(lots, market);
        return lots;
    }

    // The worst price is the edge of the band that the market itself bounds market orders by, around the mark or the trigger, so the
    // amount is never exceeded; fees are paid on top of it.
    private static long LotsOfAmount(CreateOrderRequest body, GatewayMarket market, long triggerUnits)
    {
        long quanta = Fields.Read(market.Scale.TryReadAmount(body.Quantity, out long read), read, "qty");
        MarketDefinition rules = market.Listed.Definition;
        long centre = triggerUnits > 0 ? triggerUnits : market.Replica.ReadStatus().MarkUnits;
        Fields.Refuse(quanta <= 0, "qty is not above zero");
        if (centre <= 0)
        {
            throw RequestException.Busy("There is no mark price to turn the amount into a quantity; nothing was done.");
        }

        long worst = Math.Min(
            rules.MaximumPriceUnits,
            IntegerMath.MulDiv(centre, IntegerMath.Ppm + rules.PriceBandPpm, IntegerMath.Ppm, RoundingDirection.Down));
        long lots = market.Scale.LotsFor(quanta, worst);
        return lots - (lots % rules.StepLots);
    }
}
