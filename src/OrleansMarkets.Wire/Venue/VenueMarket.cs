using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>State of one market as this server's replica has it.</summary>
public sealed record VenueMarket
{
    /// <summary>Internal name.</summary>
    [JsonPropertyName("market")]
    public string Market { get; init; } = string.Empty;

    /// <summary><c>spot</c> or <c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string Category { get; init; } = string.Empty;

    /// <summary>Symbol in that category.</summary>
    [JsonPropertyName("symbol")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary>What the market admits.</summary>
    [JsonPropertyName("phase")]
    public string Phase { get; init; } = string.Empty;

    /// <summary>Sequence that the replica contains.</summary>
    [JsonPropertyName("sequence")]
    public long Sequence { get; init; }

    /// <summary>Epoch of the market's activation.</summary>
    [JsonPropertyName("epoch")]
    public long Epoch { get; init; }
}
