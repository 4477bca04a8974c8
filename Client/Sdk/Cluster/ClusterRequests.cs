using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;
using OrleansMarkets.MarketData.Symbols;
using CoreKind = OrleansMarkets.Core.Matching.TriggerKind;
using CoreLink = OrleansMarkets.Core.Matching.LinkKind;
using CoreTime = OrleansMarkets.Core.Matching.TimeInForce;

namespace OrleansMarkets.Client.Cluster;

/// <summary>From what the SDK is asked for to the integers of the grains, exactly.</summary>
internal static class ClusterRequests
{
    private const int PpmDecimals = 6;
    private const long NanosecondsPerMillisecond = 1_000_000;

    /// <summary>An order.</summary>
    /// <param name="market">Its market.</param>
    /// <param name="order">What is asked for.</param>
    /// <param name="id">Its client order id.</param>
    public static PlaceOrder Of(ListedMarket market, OrderRequest order, string id)
    {
        CommandKey key = CommandIds.OfOrderLink(id);
        return new PlaceOrder(
            key,
            market.Symbol,
            order.Side == OrderSide.Buy ? Side.Buy : Side.Sell,
            order.Price is null ? OrderType.Market : OrderType.Limit,
            TimeInForceOf(order),
            FlagsOf(order),
            PriceUnits(market, order.Price, id),
            order.ClosePosition ? 0 : QuantityLots(market, order.Quantity, id),
            DeadlineNs: 0,
            id,
            order.IsPlain ? null : Instructions(market, order, id, key));
    }

    /// <summary>A scale order.</summary>
    public static ScaleOrder Of(ListedMarket market, ScaleRequest order)
    {
        PlaceOrder whole = Of(market, order.Whole(), order.ClientOrderId!);
        return new ScaleOrder(
            whole.Id,
            whole.Symbol,
            whole.Side,
            whole.Flags,
            whole.PriceUnits,
            PriceUnits(market, order.LastPrice, whole.ClientOrderId),
            order.Orders,
            whole.QuantityLots,
            SpacingOf(order.PriceSpacing),
            SpacingOf(order.SizeSpacing),
            Ppm(order.SizeRatio, whole.ClientOrderId),
            DeadlineNs: 0,
            whole.ClientOrderId,
            whole.Instructions);
    }

    /// <summary>An amendment.</summary>
    public static AmendRequest Of(ListedMarket market, OrderKey order, OrderAmendment amendment) => new(
        CommandKeys.New(),
        market.Symbol,
        Number(market, order),
        Target(order),
        PriceUnits(market, amendment.Price, null),
        amendment.Quantity is { } quantity ? QuantityLots(market, quantity, null) : 0,
        DeadlineNs: 0,
        PriceUnits(market, amendment.TriggerPrice, null),
        PriceUnits(market, amendment.TrailingDistance, null),
        amendment.TrailingRate is { } rate ? Ppm(rate, null) : 0);

    /// <summary>A cancel.</summary>
    public static CancelRequest Cancel(ListedMarket market, OrderKey order) => Cancel(market, Number(market, order), Target(order));

    /// <summary>A cancel of the order of a number, or of a command.</summary>
    public static CancelRequest Cancel(ListedMarket market, long orderId, CommandKey target) =>
        new(CommandKeys.New(), market.Symbol, orderId, target, DeadlineNs: 0);

    /// <summary>The take-profit and the stop-loss of an order, in the ids that every connection gives them.</summary>
    public static IReadOnlyList<PlaceOrder> Children(ListedMarket market, OrderRequest order, PlaceOrder parent)
    {
        if (order.IsProtected && (market.Definition.Kind == MarketKind.Spot || order.ReduceOnly))
        {
            throw ClusterCalls.Failure(ResultCode.InvalidRequest, order.ClientOrderId);
        }

        List<PlaceOrder> children = [];
        if (order.TakeProfit is { } profit)
        {
            children.Add(Child(market, order, parent, CoreKind.TakeProfit, "takeProfit", profit));
        }

        if (order.StopLoss is { } loss)
        {
            children.Add(Child(market, order, parent, CoreKind.Stop, "stopLoss", loss));
        }

        return children;
    }

    /// <summary>The number of an order; zero if it is named by its client order id.</summary>
    /// <exception cref="OrderNotFoundException">The market has no order of that name.</exception>
    public static long Number(ListedMarket market, OrderKey order) =>
        order.IsClientId ? 0
        : OrderIdText.TryParse(order.Id, market.Symbol, out long number) ? number
        : throw ClusterCalls.Failure(ResultCode.OrderNotFound, order: null);

    private static CommandKey Target(OrderKey order) => order.IsClientId ? CommandIds.OfOrderLink(order.Id) : default;

    private static PlaceOrder Child(
        ListedMarket market, OrderRequest order, PlaceOrder parent, CoreKind kind, string part, OrderProtection protection)
    {
        string id = order.ClientOrderId!;
        bool isLimit = protection.LimitPrice is not null;
        return parent with
        {
            Id = CommandIds.OfPart(parent.Id, part),
            Side = parent.Side.Opposite(),
            Type = isLimit ? OrderType.Limit : OrderType.Market,
            TimeInForce = isLimit ? CoreTime.GoodTillCancelled : CoreTime.ImmediateOrCancel,
            Flags = OrderFlags.ReduceOnly,
            PriceUnits = PriceUnits(market, protection.LimitPrice, id),
            ClientOrderId = "",
            Instructions = new OrderInstructions(
                SelfTrade: parent.Instructions!.SelfTrade,
                SelfTradeGroup: parent.Instructions.SelfTradeGroup,
                Tag: order.Tag ?? 0,
                Trigger: new TriggerTerms(
                    kind, SourceOf(protection.Source), PriceUnits(market, protection.TriggerPrice, id), 0, 0, 0),
                Link: new LinkTerms(CoreLink.OneTriggersOneCancelsOther, parent.Id)),
        };
    }

    private static OrderInstructions Instructions(ListedMarket market, OrderRequest order, string id, CommandKey key) =>
        new(
            ExpiresNs: order.ExpiresAt is { } end ? end.ToUnixTimeMilliseconds() * NanosecondsPerMillisecond : 0,
            DisplayLots: order.DisplayQuantity is { } display ? QuantityLots(market, display, id) : 0,
            SelfTrade: (Core.Matching.SelfTradePolicy)order.SelfTrade,
            SelfTradeGroup: order.SelfTradeScope == SelfTradeScope.User ? OrderInstructions.UserGroup : 0,
            Tag: order.Tag ?? 0,
            Trigger: order.Trigger is { } trigger ? Trigger(market, trigger, id) : null,
            Peg: order.Peg is { } peg
                ? new PegTerms(
                    peg.Reference switch
                    {
                        PegReference.Mid => Core.Matching.PegReference.Mid,
                        PegReference.Best => Core.Matching.PegReference.Best,
                        _ => Core.Matching.PegReference.Mark,
                    },
                    PriceUnits(market, peg.Offset, id))
                : null,
            Link: LinkOf(order, key));

    private static TriggerTerms Trigger(ListedMarket market, OrderTrigger trigger, string id) => new(
        trigger.Kind switch
        {
            TriggerKind.Stop => CoreKind.Stop,
            TriggerKind.TakeProfit => CoreKind.TakeProfit,
            _ => CoreKind.TrailingStop,
        },
        SourceOf(trigger.Source),
        trigger.Kind == TriggerKind.TrailingStop ? 0 : PriceUnits(market, trigger.Price, id),
        PriceUnits(market, trigger.Distance, id),
        trigger.Rate is { } rate ? Ppm(rate, id) : 0,
        PriceUnits(market, trigger.ActivationPrice, id));

    private static TriggerPrice SourceOf(TriggerSource source) => source switch
    {
        TriggerSource.MarkPrice => TriggerPrice.Mark,
        TriggerSource.IndexPrice => TriggerPrice.Index,
        _ => TriggerPrice.Last,
    };

    private static LinkTerms? LinkOf(OrderRequest order, CommandKey key)
    {
        if (order.Link is { } link)
        {
            CoreLink kind = link.Kind switch
            {
                LinkKind.OneCancelsOther => CoreLink.OneCancelsOther,
                LinkKind.OneTriggersOther => CoreLink.OneTriggersOther,
                _ => CoreLink.OneTriggersOneCancelsOther,
            };
            return new LinkTerms(kind, CommandIds.OfOrderLink(link.Group));
        }

        return order.IsProtected ? new LinkTerms(CoreLink.OneTriggersOneCancelsOther, key) : null;
    }

    private static Core.Matching.ScaleSpacing SpacingOf(ScaleSpacing spacing) =>
        spacing == ScaleSpacing.Linear ? Core.Matching.ScaleSpacing.Linear : Core.Matching.ScaleSpacing.Geometric;

    private static OrderFlags FlagsOf(OrderRequest order) =>
        (order.PostOnly ? OrderFlags.PostOnly : OrderFlags.None)
        | (order.PostOnlySlide ? OrderFlags.PostOnlySlide : OrderFlags.None)
        | (order.ReduceOnly ? OrderFlags.ReduceOnly : OrderFlags.None)
        | (order.ClosePosition ? OrderFlags.ClosePosition : OrderFlags.None);

    private static CoreTime TimeInForceOf(OrderRequest order) => order.TimeInForce switch
    {
        TimeInForce.ImmediateOrCancel => CoreTime.ImmediateOrCancel,
        TimeInForce.FillOrKill => CoreTime.FillOrKill,
        _ => order.ExpiresAt is null ? CoreTime.GoodTillCancelled : CoreTime.GoodTillDate,
    };

    private static long PriceUnits(ListedMarket market, decimal? price, string? id) =>
        price is not { } some ? 0
        : market.Scale.TryReadPrice(some, out long units) == DecimalTextError.None ? units
        : throw ClusterCalls.Failure(ResultCode.PriceOffGrid, id);

    private static long QuantityLots(ListedMarket market, decimal quantity, string? id) =>
        market.Scale.TryReadQuantity(quantity, out long lots) == DecimalTextError.None
            ? lots
            : throw ClusterCalls.Failure(ResultCode.QuantityOffGrid, id);

    private static long Ppm(decimal rate, string? id) =>
        DecimalUnits.TryConvert(rate, PpmDecimals, unitSize: 1, out long ppm) == DecimalTextError.None
            ? ppm
            : throw ClusterCalls.Failure(ResultCode.InvalidRequest, id);
}
