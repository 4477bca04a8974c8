using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.MarketData.Images;

namespace OrleansMarkets.Gateway.Orders;

/// <summary>Finds orders of an account in the replicas.</summary>
/// <param name="markets">The markets.</param>
internal sealed class OrderLookup(GatewayMarkets markets)
{
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

    /// <summary>Whether an order is what another one asks for.</summary>
    /// <param name="known">The known order.</param>
    /// <param name="asked">The order that is asked for.</param>
    /// <param name="anyQuantity">Whether the quantity was computed and may differ.</param>
    public static bool IsSame(OrderImage known, PlaceOrder asked, bool anyQuantity) =>
        known.Symbol == asked.Symbol
        && known.Side == asked.Side
        && known.Type == asked.Type
        && known.TimeInForce == asked.TimeInForce
        && known.Flags == asked.Flags
        && known.PriceUnits == asked.PriceUnits
        && (anyQuantity || known.QuantityLots == asked.QuantityLots);

    /// <summary>Whether a status is final with nothing decided against the order.</summary>
    public static bool IsRejection(OrderImage order) =>
        order.Status == OrderStatus.Rejected && !Outcomes.EndsAtOnce(order.RejectCode);
}
