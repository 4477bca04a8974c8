namespace OrleansMarkets.Core.Matching;

/// <summary>One price level of a book.</summary>
/// <param name="PriceUnits">Price.</param>
/// <param name="Lots">Sum of the orders' remaining lots.</param>
/// <param name="Orders">Number of orders.</param>
public readonly record struct DepthLevel(long PriceUnits, long Lots, int Orders);
