using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Lab.Mbo;

/// <summary>An order that rests.</summary>
/// <param name="Side">Buy or sell.</param>
/// <param name="PriceUnits">Price, in ticks.</param>
/// <param name="Lots">Lots left, as far as they are shown.</param>
internal readonly record struct MboOrder(Side Side, long PriceUnits, uint Lots);
