namespace OrleansMarkets.Core.Matching;

/// <summary>A quantity spread over limit orders at several prices.</summary>
/// <param name="FirstPriceUnits">Price of the first order, price units.</param>
/// <param name="LastPriceUnits">Price of the last order, price units.</param>
/// <param name="Orders">Number of orders, 2 to <see cref="Clearing.MarketLimits.MaximumScaleOrders"/>.</param>
/// <param name="TotalLots">Quantity of all orders together, lots.</param>
/// <param name="Prices">How the prices are spaced.</param>
/// <param name="Sizes">How the sizes are spaced.</param>
/// <param name="SizeRatioPpm">Size of the last order as a share of the first one's, ppm: 1,000,000 for equal sizes.</param>
public readonly record struct ScaleTerms(
    long FirstPriceUnits,
    long LastPriceUnits,
    int Orders,
    long TotalLots,
    ScaleSpacing Prices,
    ScaleSpacing Sizes,
    long SizeRatioPpm);
