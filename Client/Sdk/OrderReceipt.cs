namespace OrleansMarkets.Client;

/// <summary>
/// The market has durably taken an order. What became of it is in <see cref="IMarketsClient.GetOrderAsync"/> and the streams.
/// </summary>
/// <param name="MarketId">The market.</param>
/// <param name="OrderId">The exchange's id of the order.</param>
/// <param name="ClientOrderId">Your id of the order, or the one that was made up.</param>
/// <param name="Attempts">How often it was sent until the outcome was known; 1 unless something failed on the way.</param>
public sealed record OrderReceipt(MarketId MarketId, string OrderId, string ClientOrderId, int Attempts)
{
    /// <summary>The order's key.</summary>
    public OrderKey Key => OrderKey.ById(OrderId);
}
