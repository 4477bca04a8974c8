namespace OrleansMarkets.Client;

/// <summary>What became of one amendment or cancel of a batch.</summary>
/// <param name="Order">The order, as it was named.</param>
/// <param name="Failure">What the single call would have thrown; null when it is done.</param>
public sealed record BatchedChange(OrderKey Order, MarketsException? Failure);
