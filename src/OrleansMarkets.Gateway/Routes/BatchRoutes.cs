using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Orders;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Gateway.Routes;

/// <summary>Several orders in one request and one call of their account; one that fails holds up no other.</summary>
/// <param name="commands">Understands them.</param>
/// <param name="calls">The accounts.</param>
/// <param name="clock">The gateway's clock.</param>
internal sealed class BatchRoutes(OrderCommands commands, AccountCalls calls, TimeProvider clock) : IRouteSource
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
        (name, category, item) => commands.Create(name, item with { Category = category }),
        item => new ItemName(item.Symbol, item.OrderLinkId),
        isNew: true);

    private Task AmendAsync(GatewayRequest request) => RunAsync(
        request,
        WireJson.Default.AmendBatchRequest,
        (name, category, item) => commands.Amend(name, item with { Category = category }),
        item => new ItemName(item.Symbol, item.OrderLinkId),
        isNew: false);

    private Task CancelAsync(GatewayRequest request) => RunAsync(
        request,
        WireJson.Default.CancelBatchRequest,
        (name, category, item) => commands.Cancel(name, item with { Category = category }),
        item => new ItemName(item.Symbol, item.OrderLinkId),
        isNew: false);

    private async Task RunAsync<TItem>(
        GatewayRequest request,
        JsonTypeInfo<BatchRequest<TItem>> shape,
        Func<RequestName, string?, TItem, OrderWork> prepare,
        Func<TItem, ItemName> nameOf,
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
        OrderWork[] works = [.. items.Select((item, at) => Prepare(() => prepare(name.Part(at), batch.Category, item), nameOf(item)))];
        IReadOnlyList<PlaceResult>[] results = await calls.AllAsync(name, works);
        List<BatchAck> acks = [];
        List<BatchOutcome> outcomes = [];
        for (int at = 0; at < works.Length; at++)
        {
            OrderAnswer answer = await AnswerAsync(works[at], results[at], nameOf(items[at]));
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

    private static OrderWork Prepare(Func<OrderWork> prepare, ItemName name)
    {
        try
        {
            return prepare();
        }
        catch (RequestException refused)
        {
            return OrderWork.Answered(name.Refused(refused));
        }
    }

    private static async Task<OrderAnswer> AnswerAsync(OrderWork work, IReadOnlyList<PlaceResult> results, ItemName name)
    {
        try
        {
            return await work.AnswerAsync(results);
        }
        catch (RequestException refused)
        {
            return name.Refused(refused);
        }
    }

    private readonly record struct ItemName(string? Symbol, string? OrderLinkId)
    {
        public OrderAnswer Refused(RequestException why) =>
            new(why.Code, why.Message, Symbol ?? string.Empty, string.Empty, OrderLinkId ?? string.Empty);
    }
}
