using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Margin;

/// <summary>What margin needs to know of an order.</summary>
/// <param name="Side">Buy or sell.</param>
/// <param name="QuantityLots">Lots.</param>
/// <param name="PriceUnits">The worst price at which it can execute, price units: its limit, or the bound of a market order.</param>
/// <param name="ReduceOnly">Whether it only reduces the position.</param>
public readonly record struct OrderTerms(Side Side, long QuantityLots, long PriceUnits, bool ReduceOnly);
