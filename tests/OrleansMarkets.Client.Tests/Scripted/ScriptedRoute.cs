using OrleansMarkets.Client.Retries;

namespace OrleansMarkets.Client.Tests.Scripted;

/// <summary>Single attempts whose outcomes a test wrote down; the last outcome of a script goes on for ever.</summary>
internal sealed class ScriptedRoute : IOrderRoute
{
    public List<OrderRequest> Submitted { get; } = [];

    public List<OrderKey> Cancelled { get; } = [];

    public int LookUps { get; private set; }

    /// <summary>Outcomes of submits: an order id, or what is thrown.</summary>
    public List<object> Submits { get; init; } = ["1"];

    /// <summary>Outcomes of cancels: null for done, or what is thrown.</summary>
    public List<Exception?> Cancels { get; init; } = [null];

    /// <summary>Outcomes of look-ups: an order, null, or what is thrown.</summary>
    public List<object?> Finds { get; init; } = [null];

    public Task<string> SubmitAsync(OrderRequest order, CancellationToken cancellation)
    {
        Submitted.Add(order);
        return Next(Submits, Submitted.Count) is string id ? Task.FromResult(id) : throw (Exception)Next(Submits, Submitted.Count);
    }

    public Task AmendAsync(MarketId market, OrderKey order, OrderAmendment amendment, CancellationToken cancellation) =>
        CancelAsync(market, order, cancellation);

    public Task CancelAllAfterAsync(TimeSpan timeout, CancellationToken cancellation) => Task.CompletedTask;

    public Task CancelAsync(MarketId market, OrderKey order, CancellationToken cancellation)
    {
        Cancelled.Add(order);
        return Next(Cancels, Cancelled.Count) is { } failure ? throw failure : Task.CompletedTask;
    }

    public async Task<IReadOnlyList<BatchedOrder>> SubmitAsync(IReadOnlyList<OrderRequest> orders, CancellationToken cancellation)
    {
        List<BatchedOrder> outcomes = [];
        foreach (OrderRequest order in orders)
        {
            string id = order.ClientOrderId!;
            outcomes.Add(await TryAsync(order, id, cancellation));
        }

        return outcomes;
    }

    public async Task<IReadOnlyList<MarketsException?>> AmendAsync(
        MarketId market, IReadOnlyList<BatchedAmendment> amendments, CancellationToken cancellation) =>
        await CancelAsync(market, [.. amendments.Select(each => each.Order)], cancellation);

    public async Task<IReadOnlyList<MarketsException?>> CancelAsync(
        MarketId market, IReadOnlyList<OrderKey> orders, CancellationToken cancellation)
    {
        List<MarketsException?> failures = [];
        foreach (OrderKey order in orders)
        {
            try
            {
                await CancelAsync(market, order, cancellation);
                failures.Add(null);
            }
            catch (MarketsException failure)
            {
                failures.Add(failure);
            }
        }

        return failures;
    }

    public Task<IReadOnlyList<BatchedOrder>> SubmitAsync(ScaleRequest order, CancellationToken cancellation) =>
        SubmitAsync([.. Enumerable.Repeat(order.Whole(), order.Orders)], cancellation);

    public Task CancelAllAsync(MarketId market, CancelFilter filter, CancellationToken cancellation) =>
        CancelAsync(market, OrderKey.ById("all"), cancellation);

    public Task<Order?> FindAsync(MarketId market, OrderKey order, CancellationToken cancellation)
    {
        LookUps++;
        return Next(Finds, LookUps) is Exception failure ? throw failure : Task.FromResult((Order?)Next(Finds, LookUps));
    }

    public bool SaysDuplicate(OrderRejectedException refusal) => refusal.Error.Code == Repeater.DuplicateId;

    private async Task<BatchedOrder> TryAsync(OrderRequest order, string id, CancellationToken cancellation)
    {
        try
        {
            return new BatchedOrder(id, new OrderReceipt(order.MarketId, await SubmitAsync(order, cancellation), id, 1), null);
        }
        catch (MarketsException failure)
        {
            return new BatchedOrder(id, null, failure);
        }
    }

    private static T Next<T>(List<T> script, int count) => script[Math.Min(count, script.Count) - 1];
}
