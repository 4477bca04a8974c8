using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Market;

/// <summary>Prices that a spot market admits.</summary>
public sealed record SpotPriceFilter
{
    /// <summary>Step of prices.</summary>
    [JsonPropertyName("tickSize")]
    public string TickSize { get; init; } = string.Empty;
}
