using Microsoft.AspNetCore.Http;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Orders;
using OrleansMarkets.MarketData.Symbols;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Gateway.Routes;

/// <summary>Places and cancels orders.</summary>
/// <param name="markets">The markets.</param>
/// <param name="orders">Finds orders.</param>
/// <param name="cluster">The accounts.</param>
/// <param name="clock">The gateway's clock.</param>
internal sealed class OrderRoutes(GatewayMarkets markets, OrderLookup orders, Cluster cluster, TimeProvider clock) : IRouteSource
{
    // A request at the end of its receive window still gets this long to reach the book.
    private const long LeastDeadlineNs = 1_000_000_000;

    private static readonly PlaceResult NotKnown = new(ResultCode.Unknown, 0, default, 0, 0, 0, 0);

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new(HttpMethods.Post, "/v5/order/create", RouteAccess.Trade, CreateAsync),
        new(HttpMethods.Post, "/v5/order/cancel", RouteAccess.Cancel, CancelAsync),
        new(HttpMethods.Post, "/v5/order/cancel-all", RouteAccess.Cancel, CancelAllAsync),
    ];

    private ICrossMarginGrain AccountOf(GatewayRequest request) => cluster.Grains.GetGrain<ICrossMarginGrain>(request.Caller.Account);

    private async Task CreateAsync(GatewayRequest request)
    {
        CreateOrderRequest body = request.Read(WireJson.Default.CreateOrderRequest);
        GatewayMarket market = markets.Find(body.Category, body.Symbol);
        bool isLinked = !string.IsNullOrEmpty(body.OrderLinkId);
        CommandKey id = isLinked ? CommandIds.OfOrderLink(body.OrderLinkId!) : OfSignature(request);
        PlaceOrder order = OrderTranslator.Translate(body, market, id, DeadlineNs(request));
        if (isLinked && await AnswerKnownAsync(request, body, market, order))
        {
            return;
        }

        PlaceResult result = await cluster.ChangeAsync(AccountOf(request).PlaceOrder(order), NotKnown);
        markets.Acknowledge(market, result.Sequence);
        if (isLinked && result.Code == ResultCode.DuplicateIdDifferentBody)
        {
            // The book knew the id before the replica did: a computed quantity may differ, everything else may not.
            await markets.SettleAsync(market, request.Aborted);
            if (await AnswerKnownAsync(request, body, market, order))
            {
                return;
            }
        }

        await AnswerAsync(request, market, result, body.OrderLinkId);
    }

    // An id is the client's key of a retry as long as the order is known: longer than the book keeps results.
    private async ValueTask<bool> AnswerKnownAsync(GatewayRequest request, CreateOrderRequest body, GatewayMarket market, PlaceOrder order)
    {
        if (!market.IsFollowed)
        {
            throw RequestException.Busy("Earlier orders of the market are not known yet; nothing was done, try again.");
        }

        if (orders.FindLinked(request.Caller.Account, order.ClientOrderId) is not { } found)
        {
            return false;
        }

        ResultCode code = ResultCode.Ok;
        if (!OrderLookup.IsSame(found.Order, order, OrderTranslator.IsQuoteQuantity(body, market)))
        {
            code = ResultCode.DuplicateIdDifferentBody;
        }
        else if (OrderLookup.IsRejection(found.Order))
        {
            code = found.Order.RejectCode;
        }

        await AnswerAsync(request, market, NotKnown with { Code = code, OrderId = found.Order.OrderId }, body.OrderLinkId);
        return true;
    }

    private async Task CancelAsync(GatewayRequest request)
    {
        CancelOrderRequest body = request.Read(WireJson.Default.CancelOrderRequest);
        GatewayMarket market = markets.Find(body.Category, body.Symbol);
        if (NamedBy(request, market, body) is not { } named)
        {
            await FailAsync(request, market, ResultCode.OrderNotFound);
            return;
        }

        var cancel = new CancelRequest(OfSignature(request), market.Symbol, named.OrderId, named.Command, DeadlineNs(request));
        PlaceResult result = await cluster.ChangeAsync(AccountOf(request).CancelOrder(cancel), NotKnown);
        markets.Acknowledge(market, result.Sequence);
        await AnswerAsync(request, market, result, body.OrderLinkId);
    }

    // The order, by its number or by its command; null when the id is none of this market.
    private static (long OrderId, CommandKey Command)? NamedBy(GatewayRequest request, GatewayMarket market, CancelOrderRequest body)
    {
        if (!string.IsNullOrEmpty(body.OrderId))
        {
            bool isHere = OrderIdText.TryParse(body.OrderId, out string? symbol, out long orderId) && symbol == market.Symbol;
            return isHere ? (orderId, default) : null;
        }

        if (string.IsNullOrEmpty(body.OrderLinkId))
        {
            throw RequestException.Invalid("orderId or orderLinkId is missing");
        }

        // Orders that came another way have other command ids: the replica knows them. What it does not know yet came this way.
        OrderTranslator.CheckOrderLinkId(body.OrderLinkId);
        return market.Replica.FindOrder(request.Caller.Account, body.OrderLinkId) is { IsFinal: false } open
            ? (open.OrderId, default)
            : (0, CommandIds.OfOrderLink(body.OrderLinkId));
    }

    private async Task CancelAllAsync(GatewayRequest request)
    {
        CancelAllRequest body = request.Read(WireJson.Default.CancelAllRequest);
        List<OrderAck> cancelled = [];
        foreach (GatewayMarket market in markets.Selected(body.Category, Name(body.Symbol), Name(body.BaseCoin), Name(body.SettleCoin)))
        {
            await markets.SettleAsync(market, request.Aborted);
            var open = market.Replica.ReadOpenOrders(request.Caller.Account);
            if (open.IsEmpty && Name(body.Symbol) is null)
            {
                continue;
            }

            PlaceResult result = await cluster.ChangeAsync(AccountOf(request).CancelAll(market.Symbol), NotKnown);
            if (result.Code is not (ResultCode.Ok or ResultCode.OrderNotFound))
            {
                await FailAsync(request, market, result.Code);
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

    private static CommandKey OfSignature(GatewayRequest request) =>
        CommandIds.OfSignature(request.Caller.Key.KeyId, request.Signature);

    // The request's own window, so that the book still knows the command whenever the request could be replayed.
    private long DeadlineNs(GatewayRequest request) =>
        Math.Max(request.ExpiresMs * Times.NsPerMs, clock.NowNs() + LeastDeadlineNs);

    private static Task AnswerAsync(GatewayRequest request, GatewayMarket market, PlaceResult result, string? orderLinkId)
    {
        if (result.Code != ResultCode.Ok && !Outcomes.EndsAtOnce(result.Code))
        {
            return FailAsync(request, market, result.Code);
        }

        // An order that ended at once has no id of its own in the result: orders are named by the record that decided them.
        long orderId = result.OrderId != 0 ? result.OrderId : result.Sequence;
        return request.AnswerAsync(WireJson.Default.EnvelopeOrderAck, new OrderAck
        {
            OrderId = market.OrderIdText(orderId),
            OrderLinkId = orderLinkId ?? string.Empty,
        });
    }

    private static Task FailAsync(GatewayRequest request, GatewayMarket market, ResultCode code) =>
        request.FailAsync(Outcomes.CodeOf(code, market.IsSpot), Outcomes.MessageOf(code));
}
