using System.Text.Json.Serialization.Metadata;
using OrleansMarkets.Client.Retries;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Client.Http;

/// <summary>Single attempts of orders and cancels over HTTP.</summary>
internal sealed class HttpOrderRoute(GatewayTransport transport) : IOrderRoute
{
    public async ValueTask<Placement> SubmitAsync(OrderRequest order, string id, CancellationToken cancellation)
    {
        try
        {
            OrderAck ack = await transport.PostAsync(
                GatewayRoutes.CreateOrder,
                WireRequests.Of(order with { ClientOrderId = id }),
                WireJson.Default.CreateOrderRequest,
                WireJson.Default.EnvelopeOrderAck,
                id,
                cancellation);
            return new OrderReceipt(order.MarketId, ack.OrderId, id, Attempts: 1);
        }
        catch (MarketsException failure)
        {
            return failure;
        }
    }

    public ValueTask<MarketsException?> AmendAsync(
        MarketId market, OrderKey order, OrderAmendment amendment, CancellationToken cancellation) => Attempts.OfAsync(
        () => transport.PostAsync(
            GatewayRoutes.AmendOrder,
            WireRequests.Of(market, order, amendment),
            WireJson.Default.AmendOrderRequest,
            WireJson.Default.EnvelopeOrderAck,
            order: null,
            cancellation));

    public ValueTask<MarketsException?> CancelAllAfterAsync(TimeSpan timeout, CancellationToken cancellation) => Attempts.OfAsync(
        () => transport.PostAsync(
            GatewayRoutes.CancelAllAfter,
            new CancelAfterRequest { TimeWindow = (int)timeout.TotalSeconds },
            WireJson.Default.CancelAfterRequest,
            WireJson.Default.EnvelopeEmptyObject,
            order: null,
            cancellation));

    public ValueTask<MarketsException?> CancelAsync(MarketId market, OrderKey order, CancellationToken cancellation) => Attempts.OfAsync(
        () => transport.PostAsync(
            GatewayRoutes.CancelOrder,
            WireRequests.Of(market, order),
            WireJson.Default.CancelOrderRequest,
            WireJson.Default.EnvelopeOrderAck,
            order: null,
            cancellation));

    public Task<IReadOnlyList<MarketsException?>> AmendAsync(
        MarketId market, IReadOnlyList<BatchedAmendment> amendments, CancellationToken cancellation) => ChangeAsync(
        GatewayRoutes.AmendBatch,
        market,
        [.. amendments.Select(each => WireRequests.Of(market, each.Order, each.Amendment))],
        WireJson.Default.AmendBatchRequest,
        cancellation);

    public Task<IReadOnlyList<MarketsException?>> CancelAsync(
        MarketId market, IReadOnlyList<OrderKey> orders, CancellationToken cancellation) => ChangeAsync(
        GatewayRoutes.CancelBatch,
        market,
        [.. orders.Select(order => WireRequests.Of(market, order))],
        WireJson.Default.CancelBatchRequest,
        cancellation);

    public async Task<IReadOnlyList<BatchedOrder>> SubmitAsync(IReadOnlyList<OrderRequest> orders, CancellationToken cancellation)
    {
        var body = new BatchRequest<CreateOrderRequest>
        {
            Category = WireMapping.Text(orders[0].MarketId.Category),
            Items = [.. orders.Select(WireRequests.Of)],
        };
        (BatchResult result, EnvelopeDetails details) = await transport.PostManyAsync(
            GatewayRoutes.CreateBatch, body, WireJson.Default.CreateBatchRequest, WireJson.Default.EnvelopeBatchResult, null, cancellation);
        return Outcomes(orders[0].MarketId, orders.Count, at => orders[at].ClientOrderId!, result, details);
    }

    public async Task<IReadOnlyList<BatchedOrder>> SubmitAsync(ScaleRequest order, CancellationToken cancellation)
    {
        (BatchResult result, EnvelopeDetails details) = await transport.PostManyAsync(
            GatewayRoutes.Scale,
            WireRequests.Of(order),
            WireJson.Default.ScaleOrderRequest,
            WireJson.Default.EnvelopeBatchResult,
            order.ClientOrderId,
            cancellation);
        return Outcomes(order.MarketId, order.Orders, _ => order.ClientOrderId!, result, details);
    }

    public ValueTask<MarketsException?> CancelAllAsync(MarketId market, CancelFilter filter, CancellationToken cancellation) =>
        Attempts.OfAsync(() => transport.PostAsync(
            GatewayRoutes.CancelAll,
            WireRequests.Of(market, filter),
            WireJson.Default.CancelAllRequest,
            WireJson.Default.EnvelopeCancelAllResult,
            order: null,
            cancellation));

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

    private static UnknownOutcomeException OtherAnswers() =>
        new(new MarketsError(0, 0, "the gateway gave other answers than were asked for"), null, null);

    private async Task<IReadOnlyList<MarketsException?>> ChangeAsync<TItem>(
        string route,
        MarketId market,
        IReadOnlyList<TItem> items,
        JsonTypeInfo<BatchRequest<TItem>> shape,
        CancellationToken cancellation)
    {
        var body = new BatchRequest<TItem> { Category = WireMapping.Text(market.Category), Items = items };
        (_, EnvelopeDetails details) = await transport.PostManyAsync(
            route, body, shape, WireJson.Default.EnvelopeBatchResult, order: null, cancellation);
        return details.Outcomes is { } outcomes && outcomes.Count == items.Count
            ? [.. outcomes.Select(Failure)]
            : throw OtherAnswers();
    }

    private static MarketsException? Failure(BatchOutcome outcome) => outcome.Code == RetCodes.Ok
        ? null
        : GatewayErrors.Failure(outcome.Code, outcome.Message ?? "", changes: true, order: null);

    private static IReadOnlyList<BatchedOrder> Outcomes(
        MarketId market, int count, Func<int, string> idOf, BatchResult result, EnvelopeDetails details) =>
        result.List is { } acks && details.Outcomes is { } outcomes && acks.Count == count && outcomes.Count == count
            ? [.. Enumerable.Range(0, count).Select(at => Outcome(market, idOf(at), acks[at], outcomes[at]))]
            : throw OtherAnswers();

    private static BatchedOrder Outcome(MarketId market, string id, BatchAck ack, BatchOutcome outcome) =>
        outcome.Code == RetCodes.Ok
            ? new BatchedOrder(id, new OrderReceipt(market, ack.OrderId, id, Attempts: 1), null)
            : new BatchedOrder(id, null, GatewayErrors.Failure(outcome.Code, outcome.Message ?? "", changes: true, id));
}
