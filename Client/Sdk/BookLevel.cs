namespace OrleansMarkets.Client;

/// <summary>One price of an order book.</summary>
/// <param name="Price">Price, quote asset.</param>
/// <param name="Quantity">Resting at it, base asset.</param>
public readonly record struct BookLevel(decimal Price, decimal Quantity);
