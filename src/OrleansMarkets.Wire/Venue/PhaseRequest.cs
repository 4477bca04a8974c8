using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>An operator's change of a market's phase.</summary>
public sealed record PhaseRequest
{
    /// <summary><c>spot</c> or <c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string? Category { get; init; }

    /// <summary>Symbol.</summary>
    [JsonPropertyName("symbol")]
    public string? Symbol { get; init; }

    /// <summary><c>Open</c>, <c>ReduceOnly</c>, <c>CancelOnly</c>, <c>Halted</c>, <c>PreOpen</c> or <c>Closing</c>.</summary>
    [JsonPropertyName("phase")]
    public string? Phase { get; init; }

    /// <summary>Why, 1 to 256 characters: it is kept in the market's log with the user of the key.</summary>
    [JsonPropertyName("reason")]
    public string? Reason { get; init; }
}
