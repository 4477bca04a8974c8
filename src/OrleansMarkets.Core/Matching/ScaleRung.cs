namespace OrleansMarkets.Core.Matching;

/// <summary>One order of a scale order.</summary>
/// <param name="PriceUnits">Limit price, price units.</param>
/// <param name="QuantityLots">Quantity, lots.</param>
public readonly record struct ScaleRung(long PriceUnits, long QuantityLots);
