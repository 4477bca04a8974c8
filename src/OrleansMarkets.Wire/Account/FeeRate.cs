using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Account;

/// <summary>Fees of one market.</summary>
public sealed record FeeRate
{
    /// <summary>Symbol.</summary>
    [JsonPropertyName("symbol")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary>Fee rate of a taker, a fraction.</summary>
    [JsonPropertyName("takerFeeRate")]
    public string TakerFeeRate { get; init; } = string.Empty;

    /// <summary>Fee rate of a maker, a fraction.</summary>
    [JsonPropertyName("makerFeeRate")]
    public string MakerFeeRate { get; init; } = string.Empty;
}
