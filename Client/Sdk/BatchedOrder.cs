namespace OrleansMarkets.Client;

/// <summary>What became of one order of a batch: the market has taken it, or it was refused, or its outcome is not known.</summary>
/// <param name="ClientOrderId">Your id of the order, or the one that was made up.</param>
/// <param name="Receipt">Its receipt; null unless the market has taken it.</param>
/// <param name="Failure">Why there is none; what <see cref="IMarketsClient.PlaceAsync"/> would have thrown.</param>
public sealed record BatchedOrder(string ClientOrderId, OrderReceipt? Receipt, MarketsException? Failure);
