using System.Runtime.CompilerServices;
using OrleansMarkets.Client.Retries;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Replicas;
using OrleansMarkets.MarketData.Symbols;

namespace OrleansMarkets.Client.Cluster;

/// <summary>Single attempts of orders and cancels; those of callers who come together share grain calls.</summary>
internal sealed class ClusterOrderRoute(ClusterMarkets markets, AccountCourier courier, long account) : IOrderRoute
{
    private readonly ClusterOrderBatches _batches = new(markets, account);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Placement> SubmitAsync(OrderRequest order, string id, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ListedMarket market;
        PlaceOrder command;
        try
        {
            if (order.IsProtected)
            {
                string orderId = await _batches.PlaceAsync(order with { ClientOrderId = id }, cancellation);
                return new OrderReceipt(order.MarketId, orderId, id, Attempts: 1);
            }

            market = await markets.GetAsync(order.MarketId, cancellation);
            command = ClusterRequests.Of(market, order, id);
        }
        catch (MarketsException failure)
        {
            return failure;
        }

        Task<PlaceResult> carried = Watch(courier.Place(command), cancellation);
        await ((Task)carried).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return carried.IsCompletedSuccessfully
            ? ClusterMapping.ToPlacement(market, order, id, carried.Result)
            : ClusterCalls.FailureOf(carried, id, cancellation);
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
            Amend: ClusterRequests.Of(listed, each.Order, each.Amendment)),
        cancellation);

    public Task<IReadOnlyList<MarketsException?>> CancelAsync(
        MarketId market, IReadOnlyList<OrderKey> orders, CancellationToken cancellation) => _batches.ChangeAsync(
        market,
        orders,
        (listed, order) => new BatchItem(
            Cancel: ClusterRequests.Cancel(listed, order)),
        cancellation);

    public ValueTask<MarketsException?> AmendAsync(
        MarketId market, OrderKey order, OrderAmendment amendment, CancellationToken cancellation) =>
        ChangeAsync(market, order, amendment, cancellation);

    public ValueTask<MarketsException?> CancelAsync(MarketId market, OrderKey order, CancellationToken cancellation) =>
        ChangeAsync(market, order, amendment: null, cancellation);

    public ValueTask<MarketsException?> CancelAllAfterAsync(TimeSpan timeout, CancellationToken cancellation) => Attempts.OfAsync(
        async () => Check(await ClusterCalls.ChangeAsync(
            markets.Options, () => Account().CancelAllAfter(timeout.Ticks * TimeSpan.NanosecondsPerTick), order: null, cancellation)));

    public ValueTask<MarketsException?> CancelAllAsync(MarketId market, CancelFilter filter, CancellationToken cancellation) =>
        Attempts.OfAsync(async () =>
        {
            ListedMarket listed = await markets.GetAsync(market, cancellation);
            if (!filter.IsEmpty)
            {
                await CancelEachAsync(listed, filter, cancellation);
                return;
            }

            PlaceResult result = await ClusterCalls.ChangeAsync(
                markets.Options, () => Account().CancelAll(listed.Symbol), order: null, cancellation);
            if (result.Code != ResultCode.OrderNotFound)
            {
                Check(result.Code);
            }
        });

    public async Task<Order?> FindAsync(MarketId market, OrderKey order, CancellationToken cancellation)
    {
        ListedMarket listed = await markets.GetAsync(market, cancellation);
        MarketReplica replica = await markets.CurrentAsync(listed, cancellation);
        OrderImage? found = order.IsClientId
            ? replica.FindOrder(account, order.Id)
            : replica.FindOrder(account, ClusterRequests.Number(listed, order));
        return found is null ? null : ClusterMapping.ToOrder(listed, found);
    }

    public bool SaysDuplicate(OrderRejectedException refusal) => refusal.Error.Code == (int)ResultCode.DuplicateIdDifferentBody;

    private async Task CancelEachAsync(ListedMarket market, CancelFilter filter, CancellationToken cancellation)
    {
        MarketReplica replica = await markets.CurrentAsync(market, cancellation);
        foreach (OrderImage order in replica.ReadOpenOrders(account).Where(each => ClusterMapping.IsTaken(filter, each)))
        {
            // What was never there, or ended meanwhile, need not be cancelled.
            OrderKey key = OrderKey.ById(OrderIdText.Of(market.Symbol, order.OrderId));
            if (await CancelAsync(ClusterMapping.Id(market), key, cancellation) is { } failure and not OrderNotFoundException)
            {
                throw failure;
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<MarketsException?> ChangeAsync(
        MarketId market, OrderKey order, OrderAmendment? amendment, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Task<PlaceResult> carried;
        try
        {
            ListedMarket listed = await markets.GetAsync(market, cancellation);
            carried = amendment is null
                ? courier.Cancel(ClusterRequests.Cancel(listed, order))
                : courier.Amend(ClusterRequests.Of(listed, order, amendment));
        }
        catch (MarketsException failure)
        {
            return failure;
        }

        carried = Watch(carried, cancellation);
        await ((Task)carried).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !carried.IsCompletedSuccessfully ? ClusterCalls.FailureOf(carried, order: null, cancellation)
            : carried.Result.Code == ResultCode.Ok ? null
            : ClusterCalls.Failure(carried.Result.Code, order: null);
    }

    // The courier ends what it carries in time.
    private static Task<PlaceResult> Watch(Task<PlaceResult> carried, CancellationToken cancellation) =>
        cancellation.CanBeCanceled ? carried.WaitAsync(cancellation) : carried;

    private static void Check(ResultCode code)
    {
        if (code != ResultCode.Ok)
        {
            throw ClusterCalls.Failure(code, order: null);
        }
    }

    private ICrossMarginGrain Account() => markets.Grains.GetGrain<ICrossMarginGrain>(account);
}
