using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>Sets the time at which all orders of the account are cancelled unless it is set anew.</summary>
public sealed record CancelAfterRequest
{
    /// <summary>Seconds from now, at most 3,600; 0 for never.</summary>
    [JsonPropertyName("timeWindow")]
    public int? TimeWindow { get; init; }
}
