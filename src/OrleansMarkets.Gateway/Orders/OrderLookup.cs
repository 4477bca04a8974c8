using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.MarketData.Images;
using AskedInstructions = OrleansMarkets.Contracts.OrderBooks.OrderInstructions;

namespace OrleansMarkets.Gateway.Orders;

/// <summary>Finds orders of an account in the replicas.</summary>
/// <param name="markets">The markets.</param>
internal sealed class OrderLookup(GatewayMarkets markets)
{
    private static readonly OrderInstructions Plain = new();
    private static readonly AskedInstructions AskedPlain = new();

    /// <summary>An order by the client's own id, open ones first, in any market; null when it is not known.</summary>
    public (GatewayMarket Market, OrderImage Order)? FindLinked(long account, string orderLinkId)
    {
        (GatewayMarket Market, OrderImage Order)? found = null;
        foreach (GatewayMarket market in markets.All())
        {
            if (market.Replica.FindOrder(account, orderLinkId) is { } order)
            {
                if (!order.IsFinal)
                {
                    return (market, order);
                }

                found ??= (market, order);
            }
        }

        return found;
    }

    /// <summary>Whether an order is what another one asks for; what the market changes by itself may differ.</summary>
    /// <param name="known">The known order.</param>
    /// <param name="asked">The order that is asked for.</param>
    /// <param name="anyQuantity">Whether the quantity was computed and may differ.</param>
    public static bool IsSame(OrderImage known, PlaceOrder asked, bool anyQuantity) =>
        known.Symbol == asked.Symbol
        && known.Side == asked.Side
        && known.Type == asked.Type
        && known.TimeInForce == asked.TimeInForce
        && (known.Flags & ~OrderFlags.AuctionOnly) == asked.Flags
        && (known.PriceUnits == asked.PriceUnits || SetsPrice(asked))
        && (known.QuantityLots == asked.QuantityLots || anyQuantity || asked.Flags.HasFlag(OrderFlags.ClosePosition))
        && IsSame(known.Instructions ?? Plain, asked.Instructions ?? AskedPlain);

    /// <summary>Whether a status is final with nothing decided against the order.</summary>
    public static bool IsRejection(OrderImage order) =>
        order.Status == OrderStatus.Rejected && !Outcomes.EndsAtOnce(order.RejectCode);

    // A pegged or sliding order rests at another price than its own, a market order in an auction at its bound.
    private static bool SetsPrice(PlaceOrder asked) =>
        asked.Instructions?.Peg is not null || asked.Flags.HasFlag(OrderFlags.PostOnlySlide) || asked.Type == OrderType.Market;

    private static bool IsSame(OrderInstructions known, AskedInstructions asked) =>
        known.ExpiresNs == asked.ExpiresNs
        && known.DisplayLots == asked.DisplayLots
        && known.SelfTrade == asked.SelfTrade
        && (known.SelfTradeGroup != 0) == (asked.SelfTradeGroup != 0)
        && known.Tag == asked.Tag
        && known.Trigger == TriggerOf(asked)
        && known.Peg == PegOf(asked)
        && known.Link == LinkOf(asked);

    private static TriggerTerms TriggerOf(AskedInstructions asked) => asked.Trigger is { } trigger
        ? new TriggerTerms(
            trigger.Kind, trigger.Source, trigger.PriceUnits, trigger.TrailUnits, trigger.TrailPpm, trigger.ActivationUnits)
        : default;

    private static PegTerms PegOf(AskedInstructions asked) =>
        asked.Peg is { } peg ? new PegTerms(peg.Reference, peg.OffsetUnits) : default;

    private static LinkTerms LinkOf(AskedInstructions asked) => asked.Link is { } link
        ? new LinkTerms(link.Kind, new CommandId(link.Group.High, link.Group.Low))
        : default;
}
