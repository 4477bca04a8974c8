using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Wire.Trading;
using TriggerTerms = OrleansMarkets.Contracts.OrderBooks.TriggerTerms;

namespace OrleansMarkets.Gateway.Orders;

/// <summary>When conditional orders are entered: the dialect's directions, the venue's kinds.</summary>
internal static class Triggers
{
    /// <summary>The dialect's number of a trigger that a rising price reaches.</summary>
    public const int Rising = 1;

    /// <summary>The dialect's number of a trigger that a falling price reaches.</summary>
    public const int Falling = 2;

    /// <summary>The trigger of an order; null for none.</summary>
    /// <exception cref="RequestException">It is malformed.</exception>
    public static TriggerTerms? Of(CreateOrderRequest body, GatewayMarket market, Side side, OrderType type)
    {
        TriggerPrice source = SourceOf(body.TriggerBy, "triggerBy");
        if (body.Trailing is { } trailing)
        {
            Fields.Refuse(Fields.IsSet(body.TriggerPrice), "triggerPrice does not go with trailing");
            Fields.Refuse(type != OrderType.Market, "a trailing stop is a market order");
            return Trailing(trailing, source, market);
        }

        if (!Fields.IsAmount(body.TriggerPrice))
        {
            Fields.Refuse(body.TriggerDirection is not (null or 0), "triggerPrice is missing");
            Fields.Refuse(Fields.IsSet(body.OrderFilter) && body.OrderFilter != "Order", "triggerPrice is missing");
            return null;
        }

        long units = Fields.Price(body.TriggerPrice, "triggerPrice", market);
        bool isKnown = body.OrderFilter is null or "" or "StopOrder" or "tpslOrder";
        Fields.Refuse(!isKnown, "orderFilter is not StopOrder or tpslOrder");
        bool rises = body.TriggerDirection switch
        {
            Rising => true,
            Falling => false,
            null or 0 when market.IsSpot => IsAbove(units, source, market),
            _ => throw RequestException.Invalid("triggerDirection is not 1 or 2"),
        };
        return new TriggerTerms(KindOf(side, rises), source, units, TrailUnits: 0, TrailPpm: 0, ActivationUnits: 0);
    }

    /// <summary>A trailing stop.</summary>
    public static TriggerTerms Trailing(TrailingTerms terms, TriggerPrice source, GatewayMarket market)
    {
        Fields.Refuse(
            Fields.IsSet(terms.Distance) == Fields.IsSet(terms.Rate), "trailing has either a distance or a rate");
        long units = Fields.IsSet(terms.Distance) ? Fields.Price(terms.Distance, "trailing.distance", market) : 0;
        long ppm = Fields.IsSet(terms.Rate) ? Fields.Ppm(terms.Rate, "trailing.rate") : 0;
        Fields.Refuse(
            Fields.IsSet(terms.Rate) && ppm is <= 0 or > MarketLimits.MaximumTrailPpm, "trailing.rate is not above 0 and at most 0.5");
        long activation = Fields.IsAmount(terms.ActivationPrice)
            ? Fields.Price(terms.ActivationPrice, "trailing.activationPrice", market)
            : 0;
        return new TriggerTerms(TriggerKind.TrailingStop, source, PriceUnits: 0, units, ppm, activation);
    }

    /// <summary>The price that a trigger watches.</summary>
    public static TriggerPrice SourceOf(string? text, string name) => text switch
    {
        null or "" or "LastPrice" => TriggerPrice.Last,
        "MarkPrice" => TriggerPrice.Mark,
        "IndexPrice" => TriggerPrice.Index,
        _ => throw RequestException.Invalid($"{name} is not LastPrice, MarkPrice or IndexPrice"),
    };

    /// <summary>The same in the dialect.</summary>
    public static string SourceText(TriggerPrice source) => source switch
    {
        TriggerPrice.Mark => "MarkPrice",
        TriggerPrice.Index => "IndexPrice",
        _ => "LastPrice",
    };

    /// <summary>1 for a trigger that a rising price reaches, 2 for a falling one.</summary>
    public static int Direction(TriggerKind kind, Side side) =>
        (kind == TriggerKind.TakeProfit) == (side == Side.Sell) ? Rising : Falling;

    private static TriggerKind KindOf(Side side, bool rises) =>
        rises == (side == Side.Buy) ? TriggerKind.Stop : TriggerKind.TakeProfit;

    private static bool IsAbove(long units, TriggerPrice source, GatewayMarket market)
    {
        long present = source switch
        {
            TriggerPrice.Mark => market.Replica.ReadStatus().MarkUnits,
            TriggerPrice.Index => market.Replica.ReadStatus().IndexUnits,
            _ => market.Replica.ReadTrades(1) is [var last, ..] ? last.PriceUnits : 0,
        };
        return present > 0
            ? units > present
            : throw RequestException.Invalid("triggerDirection is missing, and there is no price yet to tell it by");
    }
}
