using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.Wire.Trading;
using OrderInstructions = OrleansMarkets.Contracts.OrderBooks.OrderInstructions;
using TriggerTerms = OrleansMarkets.Contracts.OrderBooks.TriggerTerms;

namespace OrleansMarkets.Gateway.Orders;

/// <summary>The waiting orders that close a whole position: its take-profit, stop-loss and trailing stop.</summary>
internal static class ClosingOrders
{
    /// <summary>Those of a position that are open.</summary>
    public static IReadOnlyList<OrderImage> Open(GatewayMarket market, long account) =>
    [
        .. market.Replica.ReadOpenOrders(account)
            .Where(order => order.Flags.HasFlag(OrderFlags.ClosePosition) && order.Status == OrderStatus.Untriggered),
    ];

    /// <summary>Where the trigger of the latest one of a kind stands; empty for none.</summary>
    public static string TriggerText(GatewayMarket market, IReadOnlyList<OrderImage> open, TriggerKind kind) =>
        open.LastOrDefault(order => order.Instructions!.Trigger.Kind == kind) is { TriggerUnits: > 0 and var units }
            ? market.Scale.Price(units)
            : string.Empty;

    /// <summary>What a request asks for: each kind that it names, with its new order or null to have none.</summary>
    /// <exception cref="RequestException">Something of it is malformed or not supported.</exception>
    public static IReadOnlyList<(TriggerKind Kind, PlaceOrder? Order)> Of(
        TradingStopRequest body, GatewayMarket market, RequestName name, Side side)
    {
        Fields.Refuse(body.PositionIdx is not (null or 0), "hedge mode is not supported");
        Fields.Refuse(body.TpslMode is not (null or "" or "Full"), "tpslMode is not Full");
        bool areMarket = body.TpOrderType is null or "" or "Market" && body.SlOrderType is null or "" or "Market";
        Fields.Refuse(!areMarket, "orders that close a position are market orders");
        TriggerPrice profitSource = Triggers.SourceOf(body.TpTriggerBy, "tpTriggerBy");
        TriggerPrice lossSource = Triggers.SourceOf(body.SlTriggerBy, "slTriggerBy");
        List<(TriggerKind, PlaceOrder?)> wanted = [];
        Add(TriggerKind.TakeProfit, body.TakeProfit, text => At(TriggerKind.TakeProfit, profitSource, text, "takeProfit", market));
        Add(TriggerKind.Stop, body.StopLoss, text => At(TriggerKind.Stop, lossSource, text, "stopLoss", market));
        Add(TriggerKind.TrailingStop, body.TrailingStop, text => Triggers.Trailing(
            new TrailingTerms { Distance = text, ActivationPrice = body.ActivePrice }, lossSource, market));
        Fields.Refuse(wanted.Count == 0, "takeProfit, stopLoss and trailingStop are all missing");
        return wanted;

        void Add(TriggerKind kind, string? text, Func<string, TriggerTerms> trigger)
        {
            if (Fields.IsSet(text))
            {
                wanted.Add((kind, Fields.IsAmount(text) ? Closing(market, name.Part(kind.ToString()), side, trigger(text)) : null));
            }
        }
    }

    private static TriggerTerms At(TriggerKind kind, TriggerPrice source, string text, string name, GatewayMarket market) =>
        new(kind, source, Fields.Price(text, name, market), TrailUnits: 0, TrailPpm: 0, ActivationUnits: 0);

    private static PlaceOrder Closing(GatewayMarket market, RequestName name, Side side, TriggerTerms trigger) => new(
        name.Id,
        market.Symbol,
        side,
        OrderType.Market,
        TimeInForce.ImmediateOrCancel,
        OrderFlags.ReduceOnly | OrderFlags.ClosePosition,
        PriceUnits: 0,
        QuantityLots: 0,
        name.DeadlineNs,
        Instructions: new OrderInstructions(Trigger: trigger));
}
