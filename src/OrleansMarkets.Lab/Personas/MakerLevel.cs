namespace OrleansMarkets.Lab.Personas;

/// <summary>One price level of a market maker's quote, on both sides.</summary>
/// <param name="DistancePpm">Distance from the centre of the quote, ppm.</param>
/// <param name="QuantityLots">Quantity.</param>
public readonly record struct MakerLevel(long DistancePpm, long QuantityLots);
