using OrleansMarkets.Client.Retries;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Replicas;
using OrleansMarkets.MarketData.Symbols;

namespace OrleansMarkets.Client.Cluster;

/// <summary>Single attempts of orders and cancels; those of callers who come together share grain calls.</summary>
internal sealed class ClusterOrderRoute(ClusterMarkets markets, long account) : IOrderRoute
{
    private readonly AccountCourier _courier = new(
        markets.Grains.GetGrain<ICrossMarginGrain>(account), markets.Options.Limits.AttemptTimeout, markets.Options.Time);

    public async Task<string> SubmitAsync(OrderRequest order, CancellationToken cancellation)
    {
        ListedMarket market = await markets.GetAsync(order.MarketId, cancellation);
        PlaceOrder command = ClusterRequests.Of(market, order);
        IReadOnlyList<PlaceOrder> children = ClusterRequests.Children(market, order, command);
        PlaceResult result = await PlaceAsync(command, order, cancellation);
        if (result.Code != ResultCode.Ok && !(ClusterMapping.EndsOnEntry(result.Code) && result.Sequence > 0))
        {
            throw ClusterCalls.Failure(result.Code, order.ClientOrderId);
        }

        if (result.Code == ResultCode.Ok && children.Count > 0)
        {
            await ProtectAsync(market, order, result, children, cancellation);
        }

        // An order that ended on entry is named by the record that decided it.
        return OrderIdText.Of(market.Symbol, result.OrderId > 0 ? result.OrderId : result.Sequence);
    }

    public async Task<IReadOnlyList<BatchedOrder>> SubmitAsync(IReadOnlyList<OrderRequest> orders, CancellationToken cancellation)
    {
        List<BatchedOrder> outcomes = [];
        foreach (OrderRequest order in orders)
        {
            outcomes.Add(await TryAsync(order, cancellation));
        }

        return outcomes;
    }

    public async Task AmendAsync(MarketId market, OrderKey order, OrderAmendment amendment, CancellationToken cancellation)
    {
        ListedMarket listed = await markets.GetAsync(market, cancellation);
        long number = order.IsClientId ? 0 : Number(listed, order.Id);
        CommandKey target = order.IsClientId ? CommandIds.OfOrderLink(order.Id) : default;
        AmendRequest command = ClusterRequests.Of(listed, number, target, amendment);
        Check((await ClusterCalls.ChangeAsync(
            markets.Options, () => _courier.Amend(command), order: null, cancellation)).Code);
    }

    public async Task CancelAllAfterAsync(TimeSpan timeout, CancellationToken cancellation) => Check(await ClusterCalls.ChangeAsync(
        markets.Options, () => Account().CancelAllAfter(timeout.Ticks * TimeSpan.NanosecondsPerTick), order: null, cancellation));

    public async Task CancelAsync(MarketId market, OrderKey order, CancellationToken cancellation)
    {
        ListedMarket listed = await markets.GetAsync(market, cancellation);
        CommandKey target = order.IsClientId ? CommandIds.OfOrderLink(order.Id) : default;
        long number = order.IsClientId ? 0 : Number(listed, order.Id);
        Check((await CancelAsync(listed, number, target, cancellation)).Code);
    }

    public async Task CancelAllAsync(MarketId market, CancelFilter filter, CancellationToken cancellation)
    {
        ListedMarket listed = await markets.GetAsync(market, cancellation);
        if (!filter.IsEmpty)
        {
            await CancelEachAsync(listed, filter, cancellation);
            return;
        }

        PlaceResult result = await ClusterCalls.ChangeAsync(
            markets.Options, () => Account().CancelAll(listed.Symbol), order: null, cancellation);
        CheckGone(result.Code);
    }

    public async Task<Order?> FindAsync(MarketId market, OrderKey order, CancellationToken cancellation)
    {
        ListedMarket listed = await markets.GetAsync(market, cancellation);
        MarketReplica replica = await markets.CurrentAsync(listed, cancellation);
        OrderImage? found = order.IsClientId
            ? replica.FindOrder(account, order.Id)
            : replica.FindOrder(account, Number(listed, order.Id));
        return found is null ? null : ClusterMapping.ToOrder(listed, found);
    }

    public bool SaysDuplicate(OrderRejectedException refusal) => refusal.Error.Code == (int)ResultCode.DuplicateIdDifferentBody;

    private async Task<BatchedOrder> TryAsync(OrderRequest order, CancellationToken cancellation)
    {
        string id = order.ClientOrderId!;
        try
        {
            return new BatchedOrder(
                id, new OrderReceipt(order.MarketId, await SubmitAsync(order, cancellation), id, Attempts: 1), null);
        }
        catch (MarketsException failure)
        {
            return new BatchedOrder(id, null, failure);
        }
    }

    private Task<PlaceResult> PlaceAsync(PlaceOrder command, OrderRequest order, CancellationToken cancellation) =>
        ClusterCalls.ChangeAsync(markets.Options, () => _courier.Place(command), order.ClientOrderId, cancellation);

    // Take-profit and stop-loss of an order that cannot have them: it is withdrawn.
    private async Task ProtectAsync(
        ListedMarket market, OrderRequest order, PlaceResult parent, IReadOnlyList<PlaceOrder> children, CancellationToken cancellation)
    {
        foreach (PlaceOrder child in children)
        {
            ResultCode code = (await PlaceAsync(child, order, cancellation)).Code;
            if (code is not (ResultCode.Ok or ResultCode.LinkedOrderGone))
            {
                await CancelAsync(market, parent.OrderId, default, cancellation);
                throw ClusterCalls.Failure(code, order.ClientOrderId);
            }
        }
    }

    private async Task CancelEachAsync(ListedMarket market, CancelFilter filter, CancellationToken cancellation)
    {
        MarketReplica replica = await markets.CurrentAsync(market, cancellation);
        foreach (OrderImage order in replica.ReadOpenOrders(account).Where(each => ClusterMapping.IsTaken(filter, each)))
        {
            CheckGone((await CancelAsync(market, order.OrderId, default, cancellation)).Code);
        }
    }

    private Task<PlaceResult> CancelAsync(ListedMarket market, long orderId, CommandKey target, CancellationToken cancellation)
    {
        var command = new CancelRequest(CommandKeys.New(), market.Symbol, orderId, target, DeadlineNs: 0);
        return ClusterCalls.ChangeAsync(markets.Options, () => _courier.Cancel(command), order: null, cancellation);
    }

    // What was never there, or ended meanwhile, need not be cancelled.
    private static void CheckGone(ResultCode code)
    {
        if (code != ResultCode.OrderNotFound)
        {
            Check(code);
        }
    }

    private static long Number(ListedMarket market, string orderId) =>
        OrderIdText.TryParse(orderId, out string? symbol, out long number) && symbol == market.Symbol
            ? number
            : throw ClusterCalls.Failure(ResultCode.OrderNotFound, order: null);

    private static void Check(ResultCode code)
    {
        if (code != ResultCode.Ok)
        {
            throw ClusterCalls.Failure(code, order: null);
        }
    }

    private ICrossMarginGrain Account() => markets.Grains.GetGrain<ICrossMarginGrain>(account);
}
