using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.MarketData.Symbols;
using OrleansMarkets.Wire.Trading;
using LinkTerms = OrleansMarkets.Contracts.OrderBooks.LinkTerms;
using OrderInstructions = OrleansMarkets.Contracts.OrderBooks.OrderInstructions;
using TriggerTerms = OrleansMarkets.Contracts.OrderBooks.TriggerTerms;

namespace OrleansMarkets.Gateway.Orders;

/// <summary>
/// The orders that <c>takeProfit</c> and <c>stopLoss</c> of an order ask for: reduce-only, of what it fills, and what one of them trades
/// the other loses.
/// </summary>
internal static class Brackets
{
    /// <summary>The orders beside one; none if it asks for none.</summary>
    /// <param name="body">As received.</param>
    /// <param name="parent">What it became.</param>
    /// <param name="market">Its market.</param>
    /// <exception cref="RequestException">They are malformed, or on the wrong side of the order's price.</exception>
    public static IReadOnlyList<PlaceOrder> Of(CreateOrderRequest body, PlaceOrder parent, GatewayMarket market)
    {
        bool hasProfit = Fields.IsAmount(body.TakeProfit);
        bool hasLoss = Fields.IsAmount(body.StopLoss);
        if (!hasProfit && !hasLoss)
        {
            return [];
        }

        Fields.Refuse(market.IsSpot, "takeProfit and stopLoss of a spot order are not supported");
        Fields.Refuse(parent.Flags.HasFlag(OrderFlags.ReduceOnly), "a reduce-only order has neither takeProfit nor stopLoss");
        Fields.Refuse(body.TpslMode is not (null or "" or "Full" or "Partial"), "tpslMode is not Full or Partial");
        List<PlaceOrder> children = [];
        if (hasProfit)
        {
            var terms = new Terms("takeProfit", body.TakeProfit, body.TpTriggerBy, body.TpOrderType, body.TpLimitPrice);
            children.Add(Child(parent, market, TriggerKind.TakeProfit, terms));
        }

        if (hasLoss)
        {
            var terms = new Terms("stopLoss", body.StopLoss, body.SlTriggerBy, body.SlOrderType, body.SlLimitPrice);
            children.Add(Child(parent, market, TriggerKind.Stop, terms));
        }

        return children;
    }

    private static PlaceOrder Child(PlaceOrder parent, GatewayMarket market, TriggerKind kind, in Terms terms)
    {
        string name = terms.Name;
        long triggerUnits = Fields.Price(terms.Trigger, name, market);
        CheckSide(parent, market, kind, name, triggerUnits);
        bool isLimit = terms.OrderType switch
        {
            null or "" or "Market" => false,
            "Limit" => true,
            _ => throw RequestException.Invalid($"the order type of {name} is not Limit or Market"),
        };
        TriggerPrice source = Triggers.SourceOf(terms.TriggerBy, $"the trigger source of {name}");
        return parent with
        {
            Id = CommandIds.OfPart(parent.Id, name),
            Side = parent.Side.Opposite(),
            Type = isLimit ? OrderType.Limit : OrderType.Market,
            TimeInForce = isLimit ? TimeInForce.GoodTillCancelled : TimeInForce.ImmediateOrCancel,
            Flags = OrderFlags.ReduceOnly,
            PriceUnits = isLimit ? Fields.Price(terms.LimitPrice, $"the limit price of {name}", market) : 0,
            ClientOrderId = string.Empty,
            Instructions = new OrderInstructions(
                SelfTrade: parent.Instructions?.SelfTrade ?? default,
                SelfTradeGroup: parent.Instructions?.SelfTradeGroup ?? 0,
                Tag: parent.Instructions?.Tag ?? 0,
                Trigger: new TriggerTerms(kind, source, triggerUnits, TrailUnits: 0, TrailPpm: 0, ActivationUnits: 0),
                Link: new LinkTerms(LinkKind.OneTriggersOneCancelsOther, parent.Id)),
        };
    }

    // The price of the order, else the trigger that it waits for, else the mark.
    private static void CheckSide(PlaceOrder parent, GatewayMarket market, TriggerKind kind, string name, long triggerUnits)
    {
        long entry = parent.PriceUnits > 0 ? parent.PriceUnits
            : parent.Instructions?.Trigger is { PriceUnits: > 0 } waiting ? waiting.PriceUnits
            : market.Replica.ReadStatus().MarkUnits;
        bool mustBeAbove = (kind == TriggerKind.TakeProfit) == (parent.Side == Side.Buy);
        Fields.Refuse(
            entry > 0 && (mustBeAbove ? triggerUnits <= entry : triggerUnits >= entry),
            $"{name} is on the wrong side of the order's price");
    }

    private readonly record struct Terms(string Name, string? Trigger, string? TriggerBy, string? OrderType, string? LimitPrice);
}
