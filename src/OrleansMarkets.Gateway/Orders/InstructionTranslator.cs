using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.MarketData.Symbols;
using OrleansMarkets.Wire.Trading;
using LinkTerms = OrleansMarkets.Contracts.OrderBooks.LinkTerms;
using OrderInstructions = OrleansMarkets.Contracts.OrderBooks.OrderInstructions;
using PegTerms = OrleansMarkets.Contracts.OrderBooks.PegTerms;

namespace OrleansMarkets.Gateway.Orders;

/// <summary>What a client's order asks for beyond a plain one.</summary>
internal static class InstructionTranslator
{
    private static readonly OrderInstructions Plain = new();

    /// <summary>The instructions; null for a plain order.</summary>
    /// <param name="body">As received.</param>
    /// <param name="market">Its market.</param>
    /// <param name="id">Its command id.</param>
    /// <param name="side">Its side.</param>
    /// <param name="type">Its type.</param>
    /// <exception cref="RequestException">Something is malformed or contradicts another.</exception>
    public static OrderInstructions? Of(CreateOrderRequest body, GatewayMarket market, CommandKey id, Side side, OrderType type)
    {
        var instructions = new OrderInstructions(
            ExpiresNs: Fields.IsAmount(body.ExpireTime) ? ExpiryNs(body.ExpireTime) : 0,
            DisplayLots: Fields.IsAmount(body.DisplayQuantity) ? DisplayLots(body.DisplayQuantity, market) : 0,
            SelfTrade: PolicyOf(body.SmpType),
            SelfTradeGroup: GroupOf(body.SmpScope),
            Tag: Fields.IsAmount(body.Tag) ? Fields.Whole(body.Tag, "tag") : 0,
            Trigger: Triggers.Of(body, market, side, type),
            Peg: PegOf(body, market, type),
            Link: LinkOf(body, id));
        return instructions == Plain ? null : instructions;
    }

    /// <summary>A policy in the dialect.</summary>
    public static string PolicyText(SelfTradePolicy policy) => policy.ToString();

    private static SelfTradePolicy PolicyOf(string? text) => text switch
    {
        null or "" or "None" or "CancelMaker" => SelfTradePolicy.CancelMaker,
        "CancelTaker" => SelfTradePolicy.CancelTaker,
        "CancelBoth" => SelfTradePolicy.CancelBoth,
        "Decrement" => SelfTradePolicy.Decrement,
        _ => throw RequestException.Invalid("smpType is unknown"),
    };

    // Which number it is the account's grain knows.
    private static long GroupOf(string? scope) => scope switch
    {
        null or "" or "Account" => 0,
        "User" => OrderInstructions.UserGroup,
        _ => throw RequestException.Invalid("smpScope is not Account or User"),
    };

    private static long ExpiryNs(string text)
    {
        long ms = Fields.Whole(text, "expireTime");
        Fields.Refuse(ms > long.MaxValue / Times.NsPerMs, "expireTime is too late");
        return ms * Times.NsPerMs;
    }

    private static long DisplayLots(string text, GatewayMarket market)
    {
        long lots = Fields.Lots(text, "displayQty", market);
        Fields.CheckLots(lots, market);
        return lots;
    }

    private static PegTerms? PegOf(CreateOrderRequest body, GatewayMarket market, OrderType type)
    {
        if (body.Peg is not { } peg)
        {
            return null;
        }

        Fields.Refuse(type != OrderType.Limit, "a pegged order is a limit order");
        Fields.Refuse(
            Fields.IsSet(body.TriggerPrice) || body.Trailing is not null || Fields.IsAmount(body.DisplayQuantity),
            "a pegged order has neither a trigger nor a displayQty");
        PegReference reference = peg.Reference switch
        {
            "Mid" => PegReference.Mid,
            "Best" => PegReference.Best,
            "Mark" => PegReference.Mark,
            _ => throw RequestException.Invalid("peg.reference is not Mid, Best or Mark"),
        };
        return new PegTerms(reference, Fields.IsSet(peg.Offset) ? Fields.Offset(peg.Offset, "peg.offset", market) : 0);
    }

    // The first order of a group names it by its own id: the venue knows groups by the command that began them.
    private static LinkTerms? LinkOf(CreateOrderRequest body, CommandKey id)
    {
        bool isBracket = Fields.IsAmount(body.TakeProfit) || Fields.IsAmount(body.StopLoss);
        if (body.Linkage is not { } linkage)
        {
            return isBracket ? new LinkTerms(LinkKind.OneTriggersOneCancelsOther, id) : null;
        }

        Fields.Refuse(isBracket, "linkage does not go with takeProfit and stopLoss");
        LinkKind kind = linkage.Kind switch
        {
            "OCO" => LinkKind.OneCancelsOther,
            "OTO" => LinkKind.OneTriggersOther,
            "OTOCO" => LinkKind.OneTriggersOneCancelsOther,
            _ => throw RequestException.Invalid("linkage.kind is not OCO, OTO or OTOCO"),
        };
        Fields.Refuse(!Fields.IsSet(linkage.Group), "linkage.group is missing");
        OrderTranslator.CheckOrderLinkId(linkage.Group);
        return new LinkTerms(kind, CommandIds.OfOrderLink(linkage.Group!));
    }
}
