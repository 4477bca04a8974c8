using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Account;

/// <summary>Fees by market.</summary>
public sealed record FeeRateList
{
    /// <summary><c>spot</c> or <c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string Category { get; init; } = string.Empty;

    /// <summary>One line for each market.</summary>
    [JsonPropertyName("list")]
    public IReadOnlyList<FeeRate> List { get; init; } = [];
}
