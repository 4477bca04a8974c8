namespace OrleansMarkets.Client;

/// <summary>The one price of an auction and what meets at it.</summary>
/// <param name="Price">The price, quote asset.</param>
/// <param name="Quantity">What trades at it, base asset.</param>
/// <param name="Imbalance">What is left over at it, base asset: above zero more would buy, below zero more would sell.</param>
/// <param name="Time">When it was found.</param>
public sealed record AuctionPrice(decimal Price, decimal Quantity, decimal Imbalance, DateTimeOffset Time);
