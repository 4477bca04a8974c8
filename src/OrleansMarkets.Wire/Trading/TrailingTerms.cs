using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>How the trigger of a trailing stop follows the price: at a distance or at a share of it.</summary>
public sealed record TrailingTerms
{
    /// <summary>Distance from the best price, quote coin.</summary>
    [JsonPropertyName("distance")]
    public string? Distance { get; init; }

    /// <summary>Or the distance as a share of the best price, a fraction of at most 0.5.</summary>
    [JsonPropertyName("rate")]
    public string? Rate { get; init; }

    /// <summary>Price from which it follows; at once when absent.</summary>
    [JsonPropertyName("activationPrice")]
    public string? ActivationPrice { get; init; }
}
