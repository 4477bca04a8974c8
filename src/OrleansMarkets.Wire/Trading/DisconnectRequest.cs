using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>Sets the time after which orders are cancelled when the private stream of their account has fallen silent.</summary>
public sealed record DisconnectRequest
{
    /// <summary><c>DERIVATIVES</c>, <c>SPOT</c> or <c>OPTIONS</c>: here each means all orders of the account.</summary>
    [JsonPropertyName("product")]
    public string? Product { get; init; }

    /// <summary>Seconds of silence, 3 to 300; of this venue 0 for never.</summary>
    [JsonPropertyName("timeWindow")]
    public int? TimeWindow { get; init; }
}
