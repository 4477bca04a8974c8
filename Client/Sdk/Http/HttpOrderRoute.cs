using OrleansMarkets.Client.Retries;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Client.Http;

/// <summary>Single attempts of orders and cancels over HTTP.</summary>
internal sealed class HttpOrderRoute(GatewayTransport transport) : IOrderRoute
{
    public async Task<string> SubmitAsync(OrderRequest order, CancellationToken cancellation)
    {
        OrderAck ack = await transport.PostAsync(
            GatewayRoutes.CreateOrder,
            WireRequests.Of(order),
            WireJson.Default.CreateOrderRequest,
            WireJson.Default.EnvelopeOrderAck,
            order.ClientOrderId,
            cancellation);
        return ack.OrderId;
    }

    public Task AmendAsync(MarketId market, OrderKey order, OrderAmendment amendment, CancellationToken cancellation) =>
        transport.PostAsync(
            GatewayRoutes.AmendOrder,
            WireRequests.Of(market, order, amendment),
            WireJson.Default.AmendOrderRequest,
            WireJson.Default.EnvelopeOrderAck,
            order: null,
            cancellation);

    public Task CancelAllAfterAsync(TimeSpan timeout, CancellationToken cancellation) => transport.PostAsync(
        GatewayRoutes.CancelAllAfter,
        new CancelAfterRequest { TimeWindow = (int)timeout.TotalSeconds },
        WireJson.Default.CancelAfterRequest,
        WireJson.Default.EnvelopeEmptyObject,
        order: null,
        cancellation);

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

    public async Task<IReadOnlyList<BatchedOrder>> SubmitAsync(IReadOnlyList<OrderRequest> orders, CancellationToken cancellation)
    {
        var body = new BatchRequest<CreateOrderRequest>
        {
            Category = WireMapping.Text(orders[0].MarketId.Category),
            Items = [.. orders.Select(WireRequests.Of)],
        };
        (BatchResult result, EnvelopeDetails details) = await transport.PostManyAsync(
            GatewayRoutes.CreateBatch, body, WireJson.Default.CreateBatchRequest, WireJson.Default.EnvelopeBatchResult, cancellation);
        return result.List is { } acks && details.Outcomes is { } outcomes && acks.Count == orders.Count && outcomes.Count == orders.Count
            ? [.. orders.Select((order, at) => Outcome(order, acks[at], outcomes[at]))]
            : throw new UnknownOutcomeException(new MarketsError(0, 0, "the gateway gave other answers than were asked for"), null, null);
    }

    public Task CancelAllAsync(MarketId market, CancelFilter filter, CancellationToken cancellation) => transport.PostAsync(
        GatewayRoutes.CancelAll,
        WireRequests.Of(market, filter),
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

    private static BatchedOrder Outcome(OrderRequest order, BatchAck ack, BatchOutcome outcome)
    {
        string id = order.ClientOrderId!;
        return outcome.Code == RetCodes.Ok
            ? new BatchedOrder(id, new OrderReceipt(order.MarketId, ack.OrderId, id, Attempts: 1), null)
            : new BatchedOrder(id, null, GatewayErrors.Failure(outcome.Code, outcome.Message ?? "", changes: true, id));
    }
}
