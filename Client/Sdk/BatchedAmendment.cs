namespace OrleansMarkets.Client;

/// <summary>One amendment of a batch.</summary>
/// <param name="Order">The order.</param>
/// <param name="Amendment">Its new terms.</param>
public sealed record BatchedAmendment(OrderKey Order, OrderAmendment Amendment);
