using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>Sets the time after which orders are cancelled when the private stream of their account has fallen silent.</summary>
public sealed record DisconnectRequest
{
    /// <summary><c>DERIVATIVES</c> (the default) or <c>SPOT</c>; <c>OPTIONS</c> has no orders here.</summary>
    [JsonPropertyName("product")]
    public string? Product { get; init; }

    /// <summary>Seconds of silence, 3 to 300.</summary>
    [JsonPropertyName("timeWindow")]
    public int? TimeWindow { get; init; }
}
