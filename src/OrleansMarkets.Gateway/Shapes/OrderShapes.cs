using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Orders;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Symbols;
using WireExecution = OrleansMarkets.Wire.Trading.Execution;
using WireOrder = OrleansMarkets.Wire.Trading.Order;

namespace OrleansMarkets.Gateway.Shapes;

/// <summary>Orders and executions as the dialect writes them.</summary>
internal static class OrderShapes
{
    private const string ByUser = "CreateByUser";

    /// <summary>An order.</summary>
    public static WireOrder Order(GatewayMarket market, OrderImage order)
    {
        MarketScale scale = market.Scale;
        string feeCoin = market.Listed.Definition.QuoteAsset;
        string fee = scale.Amount(order.FeesQuanta);
        return Instructed(market, order, new WireOrder
        {
            Category = market.Category,
            OrderId = market.OrderIdText(order.OrderId),
            OrderLinkId = order.ClientOrderId,
            Symbol = market.Listed.PublicSymbol,
            Price = scale.Price(order.PriceUnits),
            Quantity = scale.Quantity(order.QuantityLots),
            Side = MarketShapes.SideText(order.Side),
            IsLeverage = "0",
            OrderStatus = Status(market, order),
            CancelType = CancelType(order.CancelReason),
            RejectReason = RejectReason(order),
            AveragePrice = scale.AveragePrice(order.FilledQuanta, order.FilledLots),
            LeavesQuantity = scale.Quantity(LeavesLots(order)),
            LeavesValue = scale.Value(order.PriceUnits, LeavesLots(order)),
            FilledQuantity = scale.Quantity(order.FilledLots),
            FilledValue = scale.Amount(order.FilledQuanta),
            FilledFee = fee,
            FeeByCoin = new Dictionary<string, string> { [feeCoin] = fee },
            FeeCurrency = feeCoin,
            TimeInForce = TimeInForceText(order),
            OrderType = TypeText(order.Type),
            MarketUnit = market.IsSpot ? "baseCoin" : null,
            TpslMode = market.IsSpot ? null : string.Empty,
            ReduceOnly = order.Flags.HasFlag(OrderFlags.ReduceOnly),
            CloseOnTrigger = order.Flags.HasFlag(OrderFlags.ClosePosition),
            SmpType = InstructionTranslator.PolicyText(order.Instructions?.SelfTrade ?? default),
            SmpGroup = order.Instructions?.SelfTradeGroup ?? 0,
            CreateType = ByUser,
            CreatedTime = Times.MsText(order.CreatedNs),
            UpdatedTime = Times.MsText(order.UpdatedNs),
        });
    }

    /// <summary>An execution.</summary>
    public static WireExecution Execution(GatewayMarket market, Execution execution)
    {
        MarketScale scale = market.Scale;
        string feeCoin = market.Listed.Definition.QuoteAsset;
        return new WireExecution
        {
            Category = market.Category,
            Symbol = market.Listed.PublicSymbol,
            OrderId = execution.OrderId == 0 ? string.Empty : market.OrderIdText(execution.OrderId),
            OrderLinkId = execution.ClientOrderId,
            Side = MarketShapes.SideText(execution.Side),
            OrderPrice = scale.Price(execution.OrderPriceUnits),
            OrderQuantity = scale.Quantity(execution.OrderLots),
            LeavesQuantity = scale.Quantity(execution.LeavesLots),
            OrderType = TypeText(execution.Type),
            CreateType = ByUser,
            Fee = scale.Amount(execution.FeeQuanta),
            FeeRate = MarketScale.Ratio(execution.FeeQuanta, execution.NotionalQuanta),
            FeeCoin = feeCoin,
            FeeCurrency = feeCoin,
            Id = $"{market.Symbol}.{execution.Id}",
            Price = scale.Price(execution.PriceUnits),
            Quantity = scale.Quantity(execution.Lots),
            Type = KindText(execution.Kind),
            Value = scale.Amount(execution.NotionalQuanta),
            Time = Times.MsText(execution.TimeNs),
            IsMaker = execution.IsMaker,
            ClosedSize = scale.Quantity(execution.ClosedLots),
            ExecPnl = scale.Amount(execution.RealisedQuanta),
            IsLeverage = "0",
            Sequence = execution.Id.Sequence,
        };
    }

    /// <summary>The dialect's status of an order.</summary>
    public static string Status(GatewayMarket market, OrderImage order) => order.Status switch
    {
        OrderStatus.Open => "New",
        OrderStatus.PartiallyFilled => "PartiallyFilled",
        OrderStatus.Untriggered => IsConditional(order) || IsChild(order) ? "Untriggered" : "Triggered",
        OrderStatus.Filled => "Filled",
        OrderStatus.Cancelled when order.EndedWaiting => "Deactivated",
        OrderStatus.Cancelled when order.FilledLots > 0 && market.IsSpot => "PartiallyFilledCanceled",
        OrderStatus.Cancelled => "Cancelled",
        OrderStatus.Rejected when Outcomes.EndsAtOnce(order.RejectCode) => "Cancelled",
        _ => "Rejected",
    };

    /// <summary>Kinds of executions.</summary>
    public static string KindText(ExecutionKind kind) => kind switch
    {
        ExecutionKind.Funding => "Funding",
        ExecutionKind.Deleveraging => "AdlTrade",
        ExecutionKind.Liquidation or ExecutionKind.LiquidationFee => "BustTrade",
        _ => "Trade",
    };

    /// <summary>Whether an order waits for a price before it is entered, or did.</summary>
    public static bool IsConditional(OrderImage order) => order.Instructions is { Trigger.Kind: not TriggerKind.None };

    private static bool IsChild(OrderImage order) =>
        order.Instructions is { Link: { Kind: LinkKind.OneTriggersOther or LinkKind.OneTriggersOneCancelsOther } link }
        && link.Group != order.CommandId;

    // What it asks for beyond a plain order.
    private static WireOrder Instructed(GatewayMarket market, OrderImage order, WireOrder shape) => order.Instructions is null
        ? shape
        : InstructionShapes.Add(market, order, shape);

    private static long LeavesLots(OrderImage order) =>
        order.RestingLots + (order.Flags.HasFlag(OrderFlags.ClosePosition) ? 0 : order.WaitingLots);

    private static string TypeText(OrderType type) => type == OrderType.Market ? "Market" : "Limit";

    private static string TimeInForceText(OrderImage order) => order.TimeInForce switch
    {
        _ when (order.Flags & (OrderFlags.PostOnly | OrderFlags.PostOnlySlide)) != 0 => "PostOnly",
        TimeInForce.ImmediateOrCancel => "IOC",
        TimeInForce.FillOrKill => "FOK",
        _ => "GTC",
    };

    private static string CancelType(CancelReason reason) => reason switch
    {
        CancelReason.Requested or CancelReason.Amended => "CancelByUser",
        CancelReason.Touched => "CancelByAdmin",
        CancelReason.TimerRanOut => "CancelByDCP",
        CancelReason.LinkedFill or CancelReason.ChildEntered or CancelReason.ParentEnded => "CancelByTpSlTsClear",
        CancelReason.SelfTrade => "CancelBySmp",
        CancelReason.NothingToReduce or CancelReason.ExceedsPosition => "CancelByReduceOnly",
        _ => "UNKNOWN",
    };

    private static string RejectReason(OrderImage order) => (order.RejectCode, order.CancelReason) switch
    {
        (ResultCode.WouldTake, _) => "EC_PostOnlyWillTakeLiquidity",
        (ResultCode.CannotFillWhole or ResultCode.NoLiquidity, _) => "EC_NoImmediateQtyToFill",
        (not ResultCode.Ok, _) => "EC_Others",
        (_, CancelReason.None) => "EC_NoError",
        (_, CancelReason.Requested or CancelReason.Amended) => "EC_PerCancelRequest",
        (_, CancelReason.NoLiquidity or CancelReason.CannotFillWhole) => "EC_NoImmediateQtyToFill",
        (_, CancelReason.WouldTake) => "EC_PostOnlyWillTakeLiquidity",
        _ => "EC_Others",
    };
}
