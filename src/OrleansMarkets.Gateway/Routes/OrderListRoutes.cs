using Microsoft.AspNetCore.Http;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Shapes;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Symbols;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Routes;

/// <summary>Lists orders and executions, from the replicas, which first catch up with what this gateway acknowledged.</summary>
/// <param name="markets">The markets.</param>
internal sealed class OrderListRoutes(GatewayMarkets markets) : IRouteSource
{
    private const int MaximumOrders = 50;
    private const int DefaultOrders = 20;
    private const int MaximumExecutions = 100;
    private const int DefaultExecutions = 50;
    private const int RecentOrders = 500;
    private const int RecentExecutions = 1_000;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new(HttpMethods.Get, "/v5/order/realtime", RouteAccess.Read, RealtimeAsync),
        new(HttpMethods.Get, "/v5/order/history", RouteAccess.Read, HistoryAsync),
        new(HttpMethods.Get, "/v5/execution/list", RouteAccess.Read, ExecutionsAsync),
    ];

    // Open orders; with an id also an order that became final.
    private async Task RealtimeAsync(GatewayRequest request)
    {
        bool named = request.Query.Text("orderId") is not null || request.Query.Text("orderLinkId") is not null;
        bool withFinal = named || request.Query.Text("openOnly") == "1";
        bool withOpen = request.Query.Text("openOnly") is not "1" || named;
        List<Placed> found = await OrdersAsync(request, withOpen, withFinal);
        Filter(found, request.Query.Text("orderFilter"));
        await AnswerAsync(request, found);
    }

    private async Task HistoryAsync(GatewayRequest request)
    {
        List<Placed> found = await OrdersAsync(request, withOpen: false, withFinal: true);
        (long from, long to) = Window(request);
        string? status = request.Query.Text("orderStatus");
        Filter(found, request.Query.Text("orderFilter"));
        found.RemoveAll(placed => placed.Order.CreatedNs < from || placed.Order.CreatedNs > to
            || (status is not null && OrderShapes.Status(placed.Market, placed.Order) != status));
        await AnswerAsync(request, found);
    }

    private async Task ExecutionsAsync(GatewayRequest request)
    {
        QueryParameters query = request.Query;
        (long from, long to) = Window(request);
        string? orderId = query.Text("orderId");
        string? linkId = query.Text("orderLinkId");
        string? kind = query.Text("execType");
        List<(GatewayMarket Market, Execution Execution)> found = [];
        foreach (GatewayMarket market in Selected(request))
        {
            await markets.SettleAsync(market, request.Aborted);
            found.AddRange(market.Replica.ReadExecutions(request.Caller.Account, RecentExecutions)
                .Where(execution => execution.TimeNs >= from && execution.TimeNs <= to)
                .Where(execution => orderId is null || market.OrderIdText(execution.OrderId) == orderId)
                .Where(execution => linkId is null || execution.ClientOrderId == linkId)
                .Where(execution => kind is null || OrderShapes.KindText(execution.Kind) == kind)
                .Select(execution => (market, execution)));
        }

        await request.AnswerAsync(WireJson.Default.EnvelopeListPageExecution, Paging.Page(
            request,
            found,
            item => (item.Execution.TimeNs, $"{item.Execution.Id.Sequence:D19}.{item.Execution.Id.Index:D10}.{item.Market.Symbol}"),
            item => OrderShapes.Execution(item.Market, item.Execution),
            DefaultExecutions,
            MaximumExecutions));
    }

    private async Task<List<Placed>> OrdersAsync(GatewayRequest request, bool withOpen, bool withFinal)
    {
        string? orderId = request.Query.Text("orderId");
        string? linkId = request.Query.Text("orderLinkId");
        long account = request.Caller.Account;
        List<Placed> found = [];
        foreach (GatewayMarket market in Selected(request))
        {
            await markets.SettleAsync(market, request.Aborted);
            if (orderId is not null || linkId is not null)
            {
                Add(found, market, withOpen || withFinal ? FindOne(market, account, orderId, linkId) : null);
                continue;
            }

            found.AddRange(withOpen ? market.Replica.ReadOpenOrders(account).Select(order => new Placed(market, order)) : []);
            found.AddRange(
                withFinal ? market.Replica.ReadFinalOrders(account, RecentOrders).Select(order => new Placed(market, order)) : []);
        }

        return found;
    }

    // Without a filter both kinds; which one an order is depends on whether it ever had to wait.
    private static void Filter(List<Placed> found, string? filter)
    {
        if (filter is not null)
        {
            bool isConditional = filter != "Order";
            found.RemoveAll(placed => OrderShapes.IsConditional(placed.Order) != isConditional);
        }
    }

    private static void Add(List<Placed> found, GatewayMarket market, OrderImage? order)
    {
        if (order is not null)
        {
            found.Add(new Placed(market, order));
        }
    }

    private static OrderImage? FindOne(GatewayMarket market, long account, string? orderId, string? linkId)
    {
        if (orderId is null)
        {
            return market.Replica.FindOrder(account, linkId!);
        }

        bool isHere = OrderIdText.TryParse(orderId, out string? symbol, out long number) && symbol == market.Symbol;
        OrderImage? order = isHere ? market.Replica.FindOrder(account, number) : null;
        return order is not null && linkId is not null && order.ClientOrderId != linkId ? null : order;
    }

    private static (long FromNs, long ToNs) Window(GatewayRequest request) =>
        (request.Query.TimeNs("startTime", 0), request.Query.TimeNs("endTime", long.MaxValue));

    private IEnumerable<GatewayMarket> Selected(GatewayRequest request) => markets.Selected(
        request.Query.Text("category"), request.Query.Text("symbol"), request.Query.Text("baseCoin"), request.Query.Text("settleCoin"));

    private static Task AnswerAsync(GatewayRequest request, List<Placed> found) =>
        request.AnswerAsync(WireJson.Default.EnvelopeListPageOrder, Paging.Page(
            request,
            found,
            placed => (placed.Order.CreatedNs, $"{placed.Order.OrderId:D19}.{placed.Market.Symbol}"),
            placed => OrderShapes.Order(placed.Market, placed.Order),
            DefaultOrders,
            MaximumOrders));

    private readonly record struct Placed(GatewayMarket Market, OrderImage Order);
}
