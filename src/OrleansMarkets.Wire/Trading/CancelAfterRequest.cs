using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>Sets the time at which all orders of the account are cancelled unless it is set anew.</summary>
public sealed record CancelAfterRequest
{
    /// <summary><c>spot</c> or <c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string? Category { get; init; }

    /// <summary>Symbol; all of the category when absent.</summary>
    [JsonPropertyName("symbol")]
    public string? Symbol { get; init; }

    /// <summary>Seconds from now, 1 to 3,600; 0 for never.</summary>
    [JsonPropertyName("timeWindow")]
    public int? TimeWindow { get; init; }
}
