namespace OrleansMarkets.Core.Matching;

/// <summary>One resting order of a bare <see cref="IOrderMatcher"/>.</summary>
/// <param name="Symbol">Number of the book.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="PriceUnits">Limit price.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Lots">Lots left.</param>
public readonly record struct RestingLots(uint Symbol, Side Side, long PriceUnits, uint OrderId, long Lots);
