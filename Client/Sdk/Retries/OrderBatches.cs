namespace OrleansMarkets.Client.Retries;

/// <summary>
/// Places, amends and cancels many orders in few requests. One whose outcome a batch left open is sent again alone.
/// </summary>
internal static class OrderBatches
{
    /// <summary>Orders of one request.</summary>
    public const int MaximumOrders = 20;

    /// <summary>Places orders; gives what became of each, in their order.</summary>
    public static async Task<IReadOnlyList<BatchedOrder>> PlaceAsync(
        IOrderRoute route, Repeater repeater, IReadOnlyList<OrderRequest> orders, CancellationToken cancellation)
    {
        OrderRequest[] named = [.. orders.Select(Named)];
        var results = new BatchedOrder[named.Length];
        foreach (var category in named.Index().GroupBy(each => each.Item.MarketId.Category))
        {
            foreach ((int Index, OrderRequest Item)[] some in category.Chunk(MaximumOrders))
            {
                IReadOnlyList<BatchedOrder> outcomes = await TryAsync(route, [.. some.Select(each => each.Item)], cancellation);
                for (int at = 0; at < some.Length; at++)
                {
                    results[some[at].Index] = IsOpen(outcomes[at].Failure)
                        ? await PlaceAloneAsync(route, repeater, some[at].Item, outcomes[at].Failure, cancellation)
                        : outcomes[at];
                }
            }
        }

        return results;
    }

    /// <summary>Amends orders of one market; gives what became of each, in their order.</summary>
    public static Task<IReadOnlyList<BatchedChange>> AmendAsync(
        IOrderRoute route,
        Repeater repeater,
        MarketId market,
        IReadOnlyList<BatchedAmendment> amendments,
        CancellationToken cancellation)
    {
        foreach (BatchedAmendment each in amendments)
        {
            each.Amendment.Validate();
        }

        return ChangeAsync(
            amendments,
            each => each.Order,
            some => route.AmendAsync(market, some, cancellation),
            (each, mayBeDone) => repeater.AmendAsync(route, market, each.Order, each.Amendment, cancellation, mayBeDone));
    }

    /// <summary>Cancels orders of one market; gives what became of each, in their order.</summary>
    public static Task<IReadOnlyList<BatchedChange>> CancelAsync(
        IOrderRoute route, Repeater repeater, MarketId market, IReadOnlyList<OrderKey> orders, CancellationToken cancellation) =>
        ChangeAsync(
            orders,
            order => order,
            some => route.CancelAsync(market, some, cancellation),
            (order, mayBeDone) => repeater.CancelAsync(route, market, order, cancellation, mayBeDone));

    private static async Task<IReadOnlyList<BatchedChange>> ChangeAsync<T>(
        IReadOnlyList<T> changes,
        Func<T, OrderKey> keyOf,
        Func<IReadOnlyList<T>, Task<IReadOnlyList<MarketsException?>>> together,
        Func<T, bool, Task> alone)
    {
        List<BatchedChange> results = [];
        foreach (T[] some in changes.Chunk(MaximumOrders))
        {
            IReadOnlyList<MarketsException?> failures = await TryAsync(some, together);
            for (int at = 0; at < some.Length; at++)
            {
                MarketsException? failure = failures[at];
                if (IsOpen(failure))
                {
                    failure = await TryAloneAsync(() => alone(some[at], failure is UnknownOutcomeException));
                }

                results.Add(new BatchedChange(keyOf(some[at]), failure));
            }
        }

        return results;
    }

    private static async Task<IReadOnlyList<MarketsException?>> TryAsync<T>(
        T[] some, Func<IReadOnlyList<T>, Task<IReadOnlyList<MarketsException?>>> together)
    {
        try
        {
            return await together(some);
        }
        catch (MarketsException failure)
        {
            return [.. some.Select(_ => failure)];
        }
    }

    private static async Task<MarketsException?> TryAloneAsync(Func<Task> alone)
    {
        try
        {
            await alone();
            return null;
        }
        catch (MarketsException failure)
        {
            return failure;
        }
    }

    private static OrderRequest Named(OrderRequest order)
    {
        order.Validate();
        return order with { ClientOrderId = order.ClientOrderId ?? OrderRequest.NewClientOrderId() };
    }

    private static bool IsOpen(MarketsException? failure) => failure is UnknownOutcomeException or ExchangeUnavailableException;

    private static async Task<IReadOnlyList<BatchedOrder>> TryAsync(
        IOrderRoute route, IReadOnlyList<OrderRequest> orders, CancellationToken cancellation)
    {
        try
        {
            return await route.SubmitAsync(orders, cancellation);
        }
        catch (MarketsException failure)
        {
            return [.. orders.Select(order => new BatchedOrder(order.ClientOrderId!, null, failure))];
        }
    }

    private static async Task<BatchedOrder> PlaceAloneAsync(
        IOrderRoute route, Repeater repeater, OrderRequest order, MarketsException? open, CancellationToken cancellation)
    {
        try
        {
            bool mayBeDone = open is UnknownOutcomeException;
            return new BatchedOrder(order.ClientOrderId!, await repeater.PlaceAsync(route, order, cancellation, mayBeDone), null);
        }
        catch (MarketsException failure)
        {
            return new BatchedOrder(order.ClientOrderId!, null, failure);
        }
    }
}
