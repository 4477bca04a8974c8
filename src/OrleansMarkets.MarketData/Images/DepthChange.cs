using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.MarketData.Images;

/// <summary>A price level that changed, with what rests there now.</summary>
/// <param name="Side">Buy for a bid level.</param>
/// <param name="PriceUnits">Price.</param>
/// <param name="Lots">Lots resting at it; zero when the level is gone.</param>
/// <param name="Orders">Orders resting at it.</param>
public readonly record struct DepthChange(Side Side, long PriceUnits, long Lots, int Orders);
