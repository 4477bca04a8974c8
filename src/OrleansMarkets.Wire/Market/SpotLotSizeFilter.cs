using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Market;

/// <summary>Quantities that a spot market admits.</summary>
public sealed record SpotLotSizeFilter
{
    /// <summary>Step of quantities, base coin.</summary>
    [JsonPropertyName("basePrecision")]
    public string BasePrecision { get; init; } = string.Empty;

    /// <summary>Smallest amount of the quote coin.</summary>
    [JsonPropertyName("quotePrecision")]
    public string QuotePrecision { get; init; } = string.Empty;

    /// <summary>Smallest order, base coin.</summary>
    [JsonPropertyName("minOrderQty")]
    public string MinOrderQty { get; init; } = string.Empty;

    /// <summary>Largest order, base coin.</summary>
    [JsonPropertyName("maxOrderQty")]
    public string MaxOrderQty { get; init; } = string.Empty;

    /// <summary>Smallest order, quote coin.</summary>
    [JsonPropertyName("minOrderAmt")]
    public string MinOrderAmt { get; init; } = string.Empty;

    /// <summary>Largest order, quote coin.</summary>
    [JsonPropertyName("maxOrderAmt")]
    public string MaxOrderAmt { get; init; } = string.Empty;
}
