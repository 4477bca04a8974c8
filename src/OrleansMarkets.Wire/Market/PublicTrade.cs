using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Market;

/// <summary>A trade as everybody sees it.</summary>
public sealed record PublicTrade
{
    /// <summary>Id of the trade.</summary>
    [JsonPropertyName("execId")]
    public string ExecId { get; init; } = string.Empty;

    /// <summary>Symbol.</summary>
    [JsonPropertyName("symbol")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary>Price.</summary>
    [JsonPropertyName("price")]
    public string Price { get; init; } = string.Empty;

    /// <summary>Quantity, base coin.</summary>
    [JsonPropertyName("size")]
    public string Size { get; init; } = string.Empty;

    /// <summary>Side of the taker.</summary>
    [JsonPropertyName("side")]
    public string Side { get; init; } = string.Empty;

    /// <summary>Unix time in milliseconds.</summary>
    [JsonPropertyName("time")]
    public string Time { get; init; } = string.Empty;

    /// <summary>Always false.</summary>
    [JsonPropertyName("isBlockTrade")]
    public bool IsBlockTrade { get; init; }

    /// <summary>The market's sequence that made it.</summary>
    [JsonPropertyName("seq")]
    public long Sequence { get; init; }
}
