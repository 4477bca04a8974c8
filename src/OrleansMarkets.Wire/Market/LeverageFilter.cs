using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Market;

/// <summary>Leverage that a contract admits.</summary>
public sealed record LeverageFilter
{
    /// <summary>Smallest.</summary>
    [JsonPropertyName("minLeverage")]
    public string MinLeverage { get; init; } = string.Empty;

    /// <summary>Largest.</summary>
    [JsonPropertyName("maxLeverage")]
    public string MaxLeverage { get; init; } = string.Empty;

    /// <summary>Step.</summary>
    [JsonPropertyName("leverageStep")]
    public string LeverageStep { get; init; } = string.Empty;
}
