using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Market;

/// <summary>One price level of a book: in JSON an array of two texts.</summary>
/// <param name="Price">Price.</param>
/// <param name="Size">Quantity resting at it, base coin; zero deletes the level in a delta.</param>
[JsonConverter(typeof(PriceLevelConverter))]
public readonly record struct PriceLevel(string Price, string Size);
