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

    private readonly ClusterOrderBatches _batches = new(markets, account);

    public async Task<string> SubmitAsync(OrderRequest order, CancellationToken cancellation)
    {
        if (order.IsProtected)
        {
            return await _batches.PlaceAsync(order, cancellation);
        }

        ListedMarket market = await markets.GetAsync(order.MarketId, cancellation);
        PlaceOrder command = ClusterRequests.Of(market, order);
        PlaceResult result = await ClusterCalls.ChangeAsync(
            markets.Options, () => _courier.Place(command), order.ClientOrderId, cancellation);
        if (result.Code != ResultCode.Ok && !(ClusterMapping.EndsOnEntry(result.Code) && result.Sequence > 0))
        {
            throw ClusterCalls.Failure(result.Code, order.ClientOrderId);
        }

        // An order that ended on entry is named by the record that decided it.
        return OrderIdText.Of(market.Symbol, result.OrderId > 0 ? result.OrderId : result.Sequence);
    }

    public Task<IReadOnlyList<BatchedOrder>> SubmitAsync(IReadOnlyList<OrderRequest> orders, CancellationToken cancellation) =>
        _batches.PlaceAsync(orders, cancellation);

    public Task<IReadOnlyList<BatchedOrder>> SubmitAsync(ScaleRequest order, CancellationToken cancellation) =>
        _batches.PlaceAsync(order, cancellation);

    public Task<IReadOnlyList<MarketsException?>> AmendAsync(
        MarketId market, IReadOnlyList<BatchedAmendment> amendments, CancellationToken cancellation) => _batches.ChangeAsync(
        market,
        amendments,
        (listed, each) => new BatchItem(
            Amend: ClusterRequests.Of(listed, Number(listed, each.Order), Target(each.Order), each.Amendment)),
        cancellation);

    public Task<IReadOnlyList<MarketsException?>> CancelAsync(
        MarketId market, IReadOnlyList<OrderKey> orders, CancellationToken cancellation) => _batches.ChangeAsync(
        market,
        orders,
        (listed, order) => new BatchItem(
            Cancel: new CancelRequest(CommandKeys.New(), listed.Symbol, Number(listed, order), Target(order), DeadlineNs: 0)),
        cancellation);

    public async Task AmendAsync(MarketId market, OrderKey order, OrderAmendment amendment, CancellationToken cancellation)
    {
        ListedMarket listed = await markets.GetAsync(market, cancellation);
        AmendRequest command = ClusterRequests.Of(listed, Number(listed, order), Target(order), amendment);
        Check((await ClusterCalls.ChangeAsync(
            markets.Options, () => _courier.Amend(command), order: null, cancellation)).Code);
    }

    public async Task CancelAllAfterAsync(TimeSpan timeout, CancellationToken cancellation) => Check(await ClusterCalls.ChangeAsync(
        markets.Options, () => Account().CancelAllAfter(timeout.Ticks * TimeSpan.NanosecondsPerTick), order: null, cancellation));

    public async Task CancelAsync(MarketId market, OrderKey order, CancellationToken cancellation)
    {
        ListedMarket listed = await markets.GetAsync(market, cancellation);
        Check((await CancelAsync(listed, Number(listed, order), Target(order), cancellation)).Code);
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
            : replica.FindOrder(account, Number(listed, order));
        return found is null ? null : ClusterMapping.ToOrder(listed, found);
    }

    public bool SaysDuplicate(OrderRejectedException refusal) => refusal.Error.Code == (int)ResultCode.DuplicateIdDifferentBody;

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

    private static long Number(ListedMarket market, OrderKey order) =>
        order.IsClientId ? 0
        : OrderIdText.TryParse(order.Id, out string? symbol, out long number) && symbol == market.Symbol ? number
        : throw ClusterCalls.Failure(ResultCode.OrderNotFound, order: null);

    private static CommandKey Target(OrderKey order) => order.IsClientId ? CommandIds.OfOrderLink(order.Id) : default;

    private static void Check(ResultCode code)
    {
        if (code != ResultCode.Ok)
        {
            throw ClusterCalls.Failure(code, order: null);
        }
    }

    private ICrossMarginGrain Account() => markets.Grains.GetGrain<ICrossMarginGrain>(account);
}
