using System.Runtime.CompilerServices;
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
                return ReceiptOf(order, id, await _batches.PlaceAsync(order with { ClientOrderId = id }, cancellation));
            }

            market = await markets.GetAsync(order.MarketId, cancellation);
            command = ClusterRequests.Of(market, order, id);
        }
        catch (MarketsException failure)
        {
            return failure;
        }

        Task<PlaceResult> carried = Watch(_courier.Place(command), cancellation);
        await ((Task)carried).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!carried.IsCompletedSuccessfully)
        {
            return ClusterCalls.FailureOf(carried, id, cancellation);
        }

        PlaceResult result = carried.Result;
        bool isTaken = result.Code == ResultCode.Ok || (ClusterMapping.EndsOnEntry(result.Code) && result.Sequence > 0);

        // An order that ended on entry is named by the record that decided it.
        return isTaken
            ? ReceiptOf(order, id, OrderIdText.Of(market.Symbol, result.OrderId > 0 ? result.OrderId : result.Sequence))
            : ClusterCalls.Failure(result.Code, id);
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
            Cancel: ClusterRequests.Cancel(listed, Number(listed, order), Target(order))),
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
            : replica.FindOrder(account, Number(listed, order));
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
            (long number, CommandKey target) = (Number(listed, order), Target(order));
            carried = amendment is null
                ? _courier.Cancel(ClusterRequests.Cancel(listed, number, target))
                : _courier.Amend(ClusterRequests.Of(listed, number, target, amendment));
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

    private static OrderReceipt ReceiptOf(OrderRequest order, string id, string orderId) =>
        new(order.MarketId, orderId, id, Attempts: 1);

    private static long Number(ListedMarket market, OrderKey order) =>
        order.IsClientId ? 0
        : OrderIdText.TryParse(order.Id, market.Symbol, out long number) ? number
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
