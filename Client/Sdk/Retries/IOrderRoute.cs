namespace OrleansMarkets.Client.Retries;

/// <summary>
/// Single attempts of what changes orders. They give their failures and do not throw them, because a refusal is a common answer: an attempt
/// that may have arrived without an answer gives an <see cref="UnknownOutcomeException"/>; one that certainly did nothing and may be
/// repeated an <see cref="ExchangeUnavailableException"/>; every other failure is final.
/// </summary>
internal interface IOrderRoute
{
    /// <summary>Sends an order.</summary>
    /// <param name="order">The order; its own client order id is not looked at.</param>
    /// <param name="id">Its client order id.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<Placement> SubmitAsync(OrderRequest order, string id, CancellationToken cancellation);

    /// <summary>
    /// Sends orders of one category that have client order ids, not more than <see cref="OrderBatches.MaximumOrders"/>; gives what became
    /// of each. What it throws is true of all.
    /// </summary>
    Task<IReadOnlyList<BatchedOrder>> SubmitAsync(IReadOnlyList<OrderRequest> orders, CancellationToken cancellation);

    /// <summary>
    /// Sends a scale order that has a client order id; gives what became of each of its orders. What it throws is true of all.
    /// </summary>
    Task<IReadOnlyList<BatchedOrder>> SubmitAsync(ScaleRequest order, CancellationToken cancellation);

    /// <summary>Sends an amendment.</summary>
    ValueTask<MarketsException?> AmendAsync(MarketId market, OrderKey order, OrderAmendment amendment, CancellationToken cancellation);

    /// <summary>
    /// Sends amendments of one market, not more than <see cref="OrderBatches.MaximumOrders"/>; gives the failure of each.
    /// </summary>
    Task<IReadOnlyList<MarketsException?>> AmendAsync(
        MarketId market, IReadOnlyList<BatchedAmendment> amendments, CancellationToken cancellation);

    /// <summary>
    /// Sends cancels in one market, not more than <see cref="OrderBatches.MaximumOrders"/>; gives the failure of each.
    /// </summary>
    Task<IReadOnlyList<MarketsException?>> CancelAsync(
        MarketId market, IReadOnlyList<OrderKey> orders, CancellationToken cancellation);

    /// <summary>Sets the time after which all orders are cancelled.</summary>
    ValueTask<MarketsException?> CancelAllAfterAsync(TimeSpan timeout, CancellationToken cancellation);

    /// <summary>Sends a cancel.</summary>
    ValueTask<MarketsException?> CancelAsync(MarketId market, OrderKey order, CancellationToken cancellation);

    /// <summary>Sends a cancel of everything in a market that a filter takes.</summary>
    ValueTask<MarketsException?> CancelAllAsync(MarketId market, CancelFilter filter, CancellationToken cancellation);

    /// <summary>Asks once for an order; a failure is thrown.</summary>
    Task<Order?> FindAsync(MarketId market, OrderKey order, CancellationToken cancellation);

    /// <summary>Whether a refusal only says that an order with this client order id exists already.</summary>
    bool SaysDuplicate(OrderRejectedException refusal);
}
