namespace OrleansMarkets.Client;

/// <summary>The price that an order follows; the order's own price is the worst that it may ever have.</summary>
/// <param name="Reference">What it follows.</param>
/// <param name="Offset">Added to it, quote asset; may be negative.</param>
public sealed record OrderPeg(PegReference Reference, decimal Offset = 0);
