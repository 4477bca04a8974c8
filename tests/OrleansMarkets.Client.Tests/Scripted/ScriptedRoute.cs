using OrleansMarkets.Client.Retries;

namespace OrleansMarkets.Client.Tests.Scripted;

/// <summary>Single attempts whose outcomes a test wrote down; the last outcome of a script goes on for ever.</summary>
internal sealed class ScriptedRoute : IOrderRoute
{
    public List<OrderRequest> Submitted { get; } = [];

    public List<OrderKey> Cancelled { get; } = [];

    public int LookUps { get; private set; }

    /// <summary>Outcomes of submits: an order id, or the failure.</summary>
    public List<object> Submits { get; init; } = ["1"];

    /// <summary>Outcomes of cancels: null for done, or the failure.</summary>
    public List<MarketsException?> Cancels { get; init; } = [null];

    /// <summary>Outcomes of look-ups: an order, null, or what is thrown.</summary>
    public List<object?> Finds { get; init; } = [null];

    public ValueTask<Placement> SubmitAsync(OrderRequest order, string id, CancellationToken cancellation)
    {
        Submitted.Add(order with { ClientOrderId = id });
        Placement outcome = Next(Submits, Submitted.Count) is string orderId
            ? new OrderReceipt(order.MarketId, orderId, id, Attempts: 1)
            : (MarketsException)Next(Submits, Submitted.Count);
        return new ValueTask<Placement>(outcome);
    }

    public ValueTask<MarketsException?> AmendAsync(
        MarketId market, OrderKey order, OrderAmendment amendment, CancellationToken cancellation) =>
        CancelAsync(market, order, cancellation);

    public ValueTask<MarketsException?> CancelAllAfterAsync(TimeSpan timeout, CancellationToken cancellation) => default;

    public ValueTask<MarketsException?> CancelAsync(MarketId market, OrderKey order, CancellationToken cancellation)
    {
        Cancelled.Add(order);
        return new ValueTask<MarketsException?>(Next(Cancels, Cancelled.Count));
    }

    public async Task<IReadOnlyList<BatchedOrder>> SubmitAsync(IReadOnlyList<OrderRequest> orders, CancellationToken cancellation)
    {
        List<BatchedOrder> outcomes = [];
        foreach (OrderRequest order in orders)
        {
            (OrderReceipt? receipt, MarketsException? failure) = await SubmitAsync(order, order.ClientOrderId!, cancellation);
            outcomes.Add(new BatchedOrder(order.ClientOrderId!, receipt, failure));
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
            failures.Add(await CancelAsync(market, order, cancellation));
        }

        return failures;
    }

    public Task<IReadOnlyList<BatchedOrder>> SubmitAsync(ScaleRequest order, CancellationToken cancellation) =>
        SubmitAsync([.. Enumerable.Repeat(order.Whole(), order.Orders)], cancellation);

    public ValueTask<MarketsException?> CancelAllAsync(MarketId market, CancelFilter filter, CancellationToken cancellation) =>
        CancelAsync(market, OrderKey.ById("all"), cancellation);

    public Task<Order?> FindAsync(MarketId market, OrderKey order, CancellationToken cancellation)
    {
        LookUps++;
        return Next(Finds, LookUps) is Exception failure ? throw failure : Task.FromResult((Order?)Next(Finds, LookUps));
    }

    public bool SaysDuplicate(OrderRejectedException refusal) => refusal.Error.Code == Repeater.DuplicateId;

    private static T Next<T>(List<T> script, int count) => script[Math.Min(count, script.Count) - 1];
}
