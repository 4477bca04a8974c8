using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Market;

/// <summary>Prices that a contract admits.</summary>
public sealed record LinearPriceFilter
{
    /// <summary>Smallest.</summary>
    [JsonPropertyName("minPrice")]
    public string MinPrice { get; init; } = string.Empty;

    /// <summary>Largest.</summary>
    [JsonPropertyName("maxPrice")]
    public string MaxPrice { get; init; } = string.Empty;

    /// <summary>Step.</summary>
    [JsonPropertyName("tickSize")]
    public string TickSize { get; init; } = string.Empty;
}
