using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>A call to liquidate an account.</summary>
public sealed record LiquidateRequest
{
    /// <summary>Number of the account.</summary>
    [JsonPropertyName("account")]
    public string? Account { get; init; }
}
