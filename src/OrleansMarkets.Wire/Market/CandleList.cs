using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Market;

/// <summary>Candles, newest first.</summary>
public sealed record CandleList
{
    /// <summary><c>spot</c> or <c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string Category { get; init; } = string.Empty;

    /// <summary>Symbol.</summary>
    [JsonPropertyName("symbol")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary>
    /// Each a list of texts: start in Unix milliseconds, open, high, low, close; those of trades also volume in the base coin and turnover
    /// in the quote coin.
    /// </summary>
    [JsonPropertyName("list")]
    public IReadOnlyList<IReadOnlyList<string>> List { get; init; } = [];
}
