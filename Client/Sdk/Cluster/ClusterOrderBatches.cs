using System.Collections.Immutable;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.MarketData.Symbols;

namespace OrleansMarkets.Client.Cluster;

/// <summary>Single attempts of what is several commands of an account in one call of its grain.</summary>
internal sealed class ClusterOrderBatches(ClusterMarkets markets, long account)
{
    /// <summary>Places orders; gives what became of each.</summary>
    public async Task<IReadOnlyList<BatchedOrder>> PlaceAsync(IReadOnlyList<OrderRequest> orders, CancellationToken cancellation)
    {
        var outcomes = new BatchedOrder?[orders.Count];
        List<(int At, Placing Placing)> together = [];
        HashSet<string> ids = new(StringComparer.Ordinal);
        for (int at = 0; at < orders.Count; at++)
        {
            // The same order a second time joins it afterwards, as every repetition does.
            if (ids.Add(orders[at].ClientOrderId!))
            {
                int index = at;
                outcomes[at] = await TryAsync(orders[at], async () =>
                {
                    together.Add((index, await PrepareAsync(orders[index], cancellation)));
                    return null;
                });
            }
        }

        await PlaceTogetherAsync(together, outcomes, cancellation);
        for (int at = 0; at < orders.Count; at++)
        {
            OrderRequest order = orders[at];
            outcomes[at] ??= await TryAsync(order, async () => await PlaceAsync(order, cancellation));
        }

        return outcomes!;
    }

    /// <summary>Places an order with those that protect it; gives the exchange's id.</summary>
    public async Task<string> PlaceAsync(OrderRequest order, CancellationToken cancellation)
    {
        Placing placing = await PrepareAsync(order, cancellation);
        OrderBatchResult result = await ExecuteAsync(placing.Items, order.ClientOrderId, cancellation);
        return result.Code == ResultCode.Ok
            ? await FinishAsync(placing, result.Results.AsMemory(), cancellation)
            : throw ClusterCalls.Failure(result.Code, order.ClientOrderId);
    }

    /// <summary>Places a scale order; gives what became of each of its orders.</summary>
    public async Task<IReadOnlyList<BatchedOrder>> PlaceAsync(ScaleRequest order, CancellationToken cancellation)
    {
        string id = order.ClientOrderId!;
        ListedMarket market = await markets.GetAsync(order.MarketId, cancellation);
        ScaleOrder scale = ClusterRequests.Of(market, order);
        ScaleResult result = await ClusterCalls.ChangeAsync(
            markets.Options, () => Account().PlaceScale(scale), id, cancellation);
        if (result.Orders.All(each => each.Code == result.Code && each.Code != ResultCode.Ok))
        {
            throw ClusterCalls.Failure(result.Code, id);
        }

        return
        [
            .. result.Orders.Select(each => IsTaken(each)
                ? new BatchedOrder(id, new OrderReceipt(order.MarketId, NameOf(market, each), id, Attempts: 1), null)
                : new BatchedOrder(id, null, ClusterCalls.Failure(each.Code, id))),
        ];
    }

    /// <summary>Amends or cancels orders of one market; gives the failure of each.</summary>
    public async Task<IReadOnlyList<MarketsException?>> ChangeAsync<T>(
        MarketId market, IReadOnlyList<T> changes, Func<ListedMarket, T, BatchItem> make, CancellationToken cancellation)
    {
        ListedMarket listed = await markets.GetAsync(market, cancellation);
        var failures = new MarketsException?[changes.Count];
        List<(int At, BatchItem Item)> items = [];
        for (int at = 0; at < changes.Count; at++)
        {
            try
            {
                items.Add((at, make(listed, changes[at])));
            }
            catch (MarketsException failure)
            {
                failures[at] = failure;
            }
        }

        if (items.Count > 0)
        {
            OrderBatchResult result = await ExecuteAsync([.. items.Select(each => each.Item)], order: null, cancellation);
            for (int at = 0; at < items.Count; at++)
            {
                ResultCode code = result.Code == ResultCode.Ok ? result.Results[at].Code : result.Code;
                failures[items[at].At] = code == ResultCode.Ok ? null : ClusterCalls.Failure(code, order: null);
            }
        }

        return failures;
    }

    private static bool IsTaken(in PlaceResult result) =>
        result.Code == ResultCode.Ok || (ClusterMapping.EndsOnEntry(result.Code) && result.Sequence > 0);

    // An order that ended on entry is named by the record that decided it.
    private static string NameOf(ListedMarket market, in PlaceResult result) =>
        OrderIdText.Of(market.Symbol, result.OrderId > 0 ? result.OrderId : result.Sequence);

    private static async Task<BatchedOrder?> TryAsync(OrderRequest order, Func<Task<string?>> run)
    {
        string id = order.ClientOrderId!;
        try
        {
            return await run() is { } orderId
                ? new BatchedOrder(id, new OrderReceipt(order.MarketId, orderId, id, Attempts: 1), null)
                : null;
        }
        catch (MarketsException failure)
        {
            return new BatchedOrder(id, null, failure);
        }
    }

    // Refused whole, nothing of it has happened, and each order goes alone.
    private async Task PlaceTogetherAsync(
        List<(int At, Placing Placing)> together, BatchedOrder?[] outcomes, CancellationToken cancellation)
    {
        if (together.Count == 0)
        {
            return;
        }

        OrderBatchResult result = await ExecuteAsync(
            [.. together.SelectMany(each => each.Placing.Items)], order: null, cancellation);
        ReadOnlyMemory<PlaceResult> results = result.Code == ResultCode.Ok ? result.Results.AsMemory() : default;
        foreach ((int at, Placing placing) in result.Code == ResultCode.Ok ? together : [])
        {
            ReadOnlyMemory<PlaceResult> own = results[..placing.Items.Length];
            results = results[placing.Items.Length..];
            outcomes[at] = await TryAsync(placing.Order, async () => await FinishAsync(placing, own, cancellation));
        }
    }

    private async Task<Placing> PrepareAsync(OrderRequest order, CancellationToken cancellation)
    {
        ListedMarket market = await markets.GetAsync(order.MarketId, cancellation);
        PlaceOrder command = ClusterRequests.Of(market, order, order.ClientOrderId!);
        PlaceOrder[] run = [command, .. ClusterRequests.Children(market, order, command)];
        return new Placing(
            order, market, [.. run.Select((each, at) => new BatchItem(Place: each, WithNext: at < run.Length - 1))]);
    }

    // Risk admits an order and what protects it together; what the market itself refuses to protect is withdrawn.
    private async Task<string> FinishAsync(Placing placing, ReadOnlyMemory<PlaceResult> results, CancellationToken cancellation)
    {
        PlaceResult parent = results.Span[0];
        ResultCode refused = FirstRefusal(results.Span[1..]);
        if (parent.Code == ResultCode.Ok && refused != ResultCode.Ok)
        {
            await CancelAsync(placing.Market, parent.OrderId, default, cancellation);
            throw ClusterCalls.Failure(refused, placing.Order.ClientOrderId);
        }

        if (!IsTaken(parent))
        {
            if (parent.Code == ResultCode.DuplicateIdDifferentBody)
            {
                await WithdrawAsync(placing, results, cancellation);
            }

            throw ClusterCalls.Failure(parent.Code, placing.Order.ClientOrderId);
        }

        return NameOf(placing.Market, parent);
    }

    // Another order had the id of the refused one, and its children found that one.
    private async Task WithdrawAsync(Placing placing, ReadOnlyMemory<PlaceResult> results, CancellationToken cancellation)
    {
        for (int at = 1; at < results.Length; at++)
        {
            if (results.Span[at].Code == ResultCode.Ok)
            {
                await CancelAsync(placing.Market, orderId: 0, placing.Items[at].Place!.Id, cancellation);
            }
        }
    }

    private static ResultCode FirstRefusal(ReadOnlySpan<PlaceResult> children)
    {
        foreach (PlaceResult child in children)
        {
            // A child of an order that is gone without trading is not needed any more.
            if (child.Code is not (ResultCode.Ok or ResultCode.LinkedOrderGone))
            {
                return child.Code;
            }
        }

        return ResultCode.Ok;
    }

    private Task CancelAsync(ListedMarket market, long orderId, CommandKey target, CancellationToken cancellation)
    {
        CancelRequest cancel = ClusterRequests.Cancel(market, orderId, target);
        return ClusterCalls.ChangeAsync(markets.Options, () => Account().CancelOrder(cancel), order: null, cancellation);
    }

    private Task<OrderBatchResult> ExecuteAsync(ImmutableArray<BatchItem> items, string? order, CancellationToken cancellation) =>
        ClusterCalls.ChangeAsync(markets.Options, () => Account().Execute(new OrderBatch(items)), order, cancellation);

    private ICrossMarginGrain Account() => markets.Grains.GetGrain<ICrossMarginGrain>(account);

    private sealed record Placing(OrderRequest Order, ListedMarket Market, ImmutableArray<BatchItem> Items);
}
