namespace OrleansMarkets.Core.Matching;

/// <summary>One trade of a bare <see cref="IOrderMatcher"/>.</summary>
/// <param name="PriceUnits">The maker's price.</param>
/// <param name="Lots">Quantity.</param>
/// <param name="Symbol">Number of the book.</param>
/// <param name="TakerId">The order that came in.</param>
/// <param name="MakerId">The order that rested.</param>
public readonly record struct OrderTrade(long PriceUnits, long Lots, uint Symbol, uint TakerId, uint MakerId);
