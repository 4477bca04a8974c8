using OrleansMarkets.Client.Retries;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Client.Http;

/// <summary>Single attempts of orders and cancels over HTTP.</summary>
internal sealed class HttpOrderRoute(GatewayTransport transport) : IOrderRoute
{
    public async Task<string> SubmitAsync(OrderRequest order, CancellationToken cancellation)
    {
        var body = new CreateOrderRequest
        {
            Category = WireMapping.Text(order.MarketId.Category),
            Symbol = order.MarketId.Symbol,
            Side = WireMapping.Text(order.Side),
            OrderType = order.Price is null ? "Market" : "Limit",
            Quantity = WireMapping.Text(order.Quantity),
            Price = order.Price is { } price ? WireMapping.Text(price) : null,
            TimeInForce = WireMapping.TimeInForceText(order),
            OrderLinkId = order.ClientOrderId,
            ReduceOnly = order.ReduceOnly ? true : null,

            // The dialect counts a spot market buy in the quote coin unless told otherwise.
            MarketUnit = order is { Price: null, MarketId.Category: MarketCategory.Spot } ? "baseCoin" : null,
        };
        OrderAck ack = await transport.PostAsync(
            GatewayRoutes.CreateOrder,
            body,
            WireJson.Default.CreateOrderRequest,
            WireJson.Default.EnvelopeOrderAck,
            order.ClientOrderId,
            cancellation);
        return ack.OrderId;
    }

    public Task CancelAsync(MarketId market, OrderKey order, CancellationToken cancellation)
    {
        var body = new CancelOrderRequest
        {
            Category = WireMapping.Text(market.Category),
            Symbol = market.Symbol,
            OrderId = order.IsClientId ? null : order.Id,
            OrderLinkId = order.IsClientId ? order.Id : null,
        };
        return transport.PostAsync(
            GatewayRoutes.CancelOrder,
            body,
            WireJson.Default.CancelOrderRequest,
            WireJson.Default.EnvelopeOrderAck,
            order: null,
            cancellation);
    }

    public Task CancelAllAsync(MarketId market, CancellationToken cancellation) => transport.PostAsync(
        GatewayRoutes.CancelAll,
        new CancelAllRequest { Category = WireMapping.Text(market.Category), Symbol = market.Symbol },
        WireJson.Default.CancelAllRequest,
        WireJson.Default.EnvelopeCancelAllResult,
        order: null,
        cancellation);

    public async Task<Client.Order?> FindAsync(MarketId market, OrderKey order, CancellationToken cancellation)
    {
        string query = QueryText.Of(
            ("category", WireMapping.Text(market.Category)),
            ("symbol", market.Symbol),
            (order.IsClientId ? "orderLinkId" : "orderId", order.Id));
        var page = await transport.GetSignedAsync(GatewayRoutes.Orders, query, WireJson.Default.EnvelopeListPageOrder, cancellation);
        return page.Items is [var found, ..] ? WireMapping.ToOrder(found) : null;
    }

    public bool SaysDuplicate(OrderRejectedException refusal) =>
        refusal.Error.RetCode is RetCodes.DuplicateOrderLinkId or RetCodes.DuplicateSpotOrderLinkId;
}
