namespace OrleansMarkets.Client;

/// <summary>A resting order as everybody may see it.</summary>
/// <param name="Number">Its number in its market: what follows the last point of its order id.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Price">Price, quote asset.</param>
/// <param name="Quantity">Resting, base asset.</param>
/// <param name="Priority">Of two orders at one price the one with the lower number trades first.</param>
public readonly record struct BookOrder(long Number, OrderSide Side, decimal Price, decimal Quantity, long Priority);
