using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Market;

/// <summary>Quantities that a contract admits, base coin.</summary>
public sealed record LinearLotSizeFilter
{
    /// <summary>Largest limit order.</summary>
    [JsonPropertyName("maxOrderQty")]
    public string MaxOrderQty { get; init; } = string.Empty;

    /// <summary>Smallest order.</summary>
    [JsonPropertyName("minOrderQty")]
    public string MinOrderQty { get; init; } = string.Empty;

    /// <summary>Step.</summary>
    [JsonPropertyName("qtyStep")]
    public string QtyStep { get; init; } = string.Empty;

    /// <summary>Largest post-only order.</summary>
    [JsonPropertyName("postOnlyMaxOrderQty")]
    public string PostOnlyMaxOrderQty { get; init; } = string.Empty;

    /// <summary>Largest market order.</summary>
    [JsonPropertyName("maxMktOrderQty")]
    public string MaxMktOrderQty { get; init; } = string.Empty;

    /// <summary>Smallest order in the quote coin.</summary>
    [JsonPropertyName("minNotionalValue")]
    public string MinNotionalValue { get; init; } = string.Empty;
}
