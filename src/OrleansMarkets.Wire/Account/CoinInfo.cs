using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Account;

/// <summary>A coin and how it comes and goes.</summary>
public sealed record CoinInfo
{
    /// <summary>Name.</summary>
    [JsonPropertyName("name")]
    public string Name { get; init; } = string.Empty;

    /// <summary>Code.</summary>
    [JsonPropertyName("coin")]
    public string Coin { get; init; } = string.Empty;

    /// <summary>Most that may be withdrawn.</summary>
    [JsonPropertyName("remainAmount")]
    public string RemainAmount { get; init; } = string.Empty;

    /// <summary>Ways in and out.</summary>
    [JsonPropertyName("chains")]
    public IReadOnlyList<CoinChain> Chains { get; init; } = [];
}
