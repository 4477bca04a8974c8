using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>Opens a trading account.</summary>
public sealed record NewAccountRequest
{
    /// <summary>The user; a new one when absent.</summary>
    [JsonPropertyName("user")]
    public string? User { get; init; }

    /// <summary>Amount of the settlement coin to begin with.</summary>
    [JsonPropertyName("deposit")]
    public string? Deposit { get; init; }
}
