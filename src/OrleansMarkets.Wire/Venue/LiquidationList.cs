using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>Accounts below maintenance margin, in the order of their numbers.</summary>
public sealed record LiquidationList
{
    /// <summary>The accounts.</summary>
    [JsonPropertyName("list")]
    public IReadOnlyList<LiquidationCandidate> List { get; init; } = [];

    /// <summary>Empty on the last page.</summary>
    [JsonPropertyName("nextPageCursor")]
    public string NextPageCursor { get; init; } = string.Empty;
}
