using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Account;

/// <summary>Coins of the exchange.</summary>
public sealed record CoinList
{
    /// <summary>The coins.</summary>
    [JsonPropertyName("rows")]
    public IReadOnlyList<CoinInfo> Rows { get; init; } = [];
}
