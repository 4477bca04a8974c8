using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.MarketData.Books;

/// <summary>A resting order as everybody may see it: not whose it is.</summary>
/// <param name="Number">The order's number in its market.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="PriceUnits">Its price.</param>
/// <param name="Lots">Lots in the book.</param>
/// <param name="Priority">Of two orders at one price the one with the lower number trades first.</param>
public readonly record struct PublicOrder(long Number, Side Side, long PriceUnits, long Lots, long Priority);
