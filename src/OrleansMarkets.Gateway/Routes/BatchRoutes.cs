using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Orders;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Gateway.Routes;

/// <summary>Several orders in one request, one after the other; one that fails holds up no other.</summary>
/// <param name="commands">Carries them out.</param>
/// <param name="clock">The gateway's clock.</param>
internal sealed class BatchRoutes(OrderCommands commands, TimeProvider clock) : IRouteSource
{
    /// <summary>Requests of one batch.</summary>
    public const int MaximumRequests = 20;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new(HttpMethods.Post, "/v5/order/create-batch", RouteAccess.Trade, CreateAsync),
        new(HttpMethods.Post, "/v5/order/amend-batch", RouteAccess.Trade, AmendAsync),
        new(HttpMethods.Post, "/v5/order/cancel-batch", RouteAccess.Cancel, CancelAsync),
    ];

    private Task CreateAsync(GatewayRequest request) => RunAsync(
        request,
        WireJson.Default.CreateBatchRequest,
        (name, category, item) => commands.CreateAsync(name, item with { Category = category }),
        item => (item.Symbol, null, item.OrderLinkId),
        isNew: true);

    private Task AmendAsync(GatewayRequest request) => RunAsync(
        request,
        WireJson.Default.AmendBatchRequest,
        (name, category, item) => commands.AmendAsync(name, item with { Category = category }),
        item => (item.Symbol, item.OrderId, item.OrderLinkId),
        isNew: false);

    private Task CancelAsync(GatewayRequest request) => RunAsync(
        request,
        WireJson.Default.CancelBatchRequest,
        (name, category, item) => commands.CancelAsync(name, item with { Category = category }),
        item => (item.Symbol, item.OrderId, item.OrderLinkId),
        isNew: false);

    private async Task RunAsync<TItem>(
        GatewayRequest request,
        JsonTypeInfo<BatchRequest<TItem>> shape,
        Func<RequestName, string?, TItem, Task<OrderAnswer>> run,
        Func<TItem, (string? Symbol, string? OrderId, string? OrderLinkId)> nameOf,
        bool isNew)
        where TItem : class
    {
        BatchRequest<TItem> batch = request.Read(shape);
        GatewayMarkets.KindOf(batch.Category);
        if (batch.Items is not { Count: > 0 and <= MaximumRequests } items || items.Any(item => item is null))
        {
            throw RequestException.Invalid($"request is not a list of 1 to {MaximumRequests} objects");
        }

        RequestName name = RequestName.Of(request, clock);
        List<BatchAck> acks = [];
        List<BatchOutcome> outcomes = [];
        for (int index = 0; index < items.Count; index++)
        {
            (string? symbol, string? orderId, string? link) = nameOf(items[index]);
            OrderAnswer answer = await TryAsync(run(name.Part(index), batch.Category, items[index]), symbol, link);
            outcomes.Add(new BatchOutcome { Code = answer.Code, Message = answer.Message });
            acks.Add(new BatchAck
            {
                Category = batch.Category!,
                Symbol = answer.Symbol,
                OrderId = answer.OrderId,
                OrderLinkId = answer.OrderLinkId,
                CreatedAt = isNew ? clock.NowMs().ToString(CultureInfo.InvariantCulture) : null,
            });
        }

        await request.AnswerAsync(
            WireJson.Default.EnvelopeBatchResult, new BatchResult { List = acks }, new EnvelopeDetails { Outcomes = outcomes });
    }

    private static async Task<OrderAnswer> TryAsync(Task<OrderAnswer> run, string? symbol, string? orderLinkId)
    {
        try
        {
            return await run;
        }
        catch (RequestException refused)
        {
            return new OrderAnswer(refused.Code, refused.Message, symbol ?? string.Empty, string.Empty, orderLinkId ?? string.Empty);
        }
    }
}
