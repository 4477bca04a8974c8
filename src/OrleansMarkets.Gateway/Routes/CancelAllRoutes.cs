using Microsoft.AspNetCore.Http;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Orders;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Gateway.Routes;

/// <summary>Cancels many orders at once.</summary>
/// <param name="markets">The markets.</param>
/// <param name="calls">The accounts: single cancels.</param>
/// <param name="cluster">The accounts.</param>
/// <param name="clock">The gateway's clock.</param>
internal sealed class CancelAllRoutes(GatewayMarkets markets, AccountCalls calls, Cluster cluster, TimeProvider clock) : IRouteSource
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes => [new(HttpMethods.Post, "/v5/order/cancel-all", RouteAccess.Cancel, CancelAllAsync)];

    private async Task CancelAllAsync(GatewayRequest request)
    {
        CancelAllRequest body = request.Read(WireJson.Default.CancelAllRequest);
        Filter filter = FilterOf(body);
        List<OrderAck> cancelled = [];
        foreach (GatewayMarket market in markets.Selected(body.Category, Name(body.Symbol), Name(body.BaseCoin), Name(body.SettleCoin)))
        {
            await markets.SettleAsync(market, request.Aborted);
            OrderImage[] open = [.. market.Replica.ReadOpenOrders(request.Caller.Account).Where(filter.Takes)];
            if (open.Length == 0 && Name(body.Symbol) is null)
            {
                continue;
            }

            ResultCode code = await CancelAsync(RequestName.Of(request, clock), market, filter, open);
            if (code != ResultCode.Ok)
            {
                await request.FailAsync(Outcomes.CodeOf(code, market.IsSpot), Outcomes.MessageOf(code));
                return;
            }

            cancelled.AddRange(open.Select(order => new OrderAck
            {
                OrderId = market.OrderIdText(order.OrderId),
                OrderLinkId = order.ClientOrderId,
            }));
        }

        await request.AnswerAsync(WireJson.Default.EnvelopeCancelAllResult, new CancelAllResult { List = cancelled, Success = "1" });
    }

    private static string? Name(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static Filter FilterOf(CancelAllRequest body)
    {
        bool? waits = body.OrderFilter switch
        {
            null or "" => null,
            "Order" => false,
            "StopOrder" or "tpslOrder" => true,
            _ => throw RequestException.Invalid("orderFilter is not Order, StopOrder or tpslOrder"),
        };
        Side side = body.Side switch
        {
            null or "" => default,
            "Buy" => Side.Buy,
            "Sell" => Side.Sell,
            _ => throw RequestException.Invalid("side is not Buy or Sell"),
        };
        return new Filter(waits, side, Fields.IsAmount(body.Tag) ? Fields.Whole(body.Tag, "tag") : 0);
    }

    private async Task<ResultCode> CancelAsync(RequestName name, GatewayMarket market, Filter filter, OrderImage[] open)
    {
        if (filter.Waits is null)
        {
            name = name.Part(market.Symbol);
            var cancel = new MassCancelRequest(name.Id, market.Symbol, filter.Side, filter.Tag, name.DeadlineNs);
            PlaceResult result = await cluster.ChangeAsync(name.Grain(cluster).CancelOrders(cancel), AccountCalls.NotKnown);
            markets.Acknowledge(market.Symbol, result.Sequence);
            return Seen(result.Code);
        }

        // The market does not know this filter: single cancels, many in a call.
        foreach (OrderImage[] some in open.Chunk(OrderBatch.MaximumItems))
        {
            IReadOnlyList<PlaceResult> results = await calls.SeveralAsync(
                name,
                [.. some.Select(order => OrderCommands.CancelOf(name.Part(market.OrderIdText(order.OrderId)), market, order.OrderId))]);
            ResultCode bad = results.Select(result => Seen(result.Code)).FirstOrDefault(code => code != ResultCode.Ok);
            if (bad != ResultCode.Ok)
            {
                return bad;
            }
        }

        return ResultCode.Ok;
    }

    // What ended meanwhile need not be cancelled.
    private static ResultCode Seen(ResultCode code) => code == ResultCode.OrderNotFound ? ResultCode.Ok : code;

    private readonly record struct Filter(bool? Waits, Side Side, long Tag)
    {
        public bool Takes(OrderImage order) =>
            (Waits is not { } waits || waits == (order.Status == OrderStatus.Untriggered))
            && (Side == default || Side == order.Side)
            && (Tag == 0 || order.Instructions?.Tag == Tag);
    }
}
