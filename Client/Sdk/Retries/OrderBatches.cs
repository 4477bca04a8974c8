namespace OrleansMarkets.Client.Retries;

/// <summary>
/// Places many orders in few requests. Each order has an id, so that one whose outcome a batch left open is sent again alone.
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
                        ? await PlaceAloneAsync(route, repeater, some[at].Item, cancellation)
                        : outcomes[at];
                }
            }
        }

        return results;
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
        IOrderRoute route, Repeater repeater, OrderRequest order, CancellationToken cancellation)
    {
        try
        {
            return new BatchedOrder(order.ClientOrderId!, await repeater.PlaceAsync(route, order, cancellation), null);
        }
        catch (MarketsException failure)
        {
            return new BatchedOrder(order.ClientOrderId!, null, failure);
        }
    }
}
