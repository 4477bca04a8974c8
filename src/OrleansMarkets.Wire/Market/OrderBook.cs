using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Market;

/// <summary>The top of a book.</summary>
public sealed record OrderBook
{
    /// <summary>Symbol.</summary>
    [JsonPropertyName("s")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary>Bids, highest price first.</summary>
    [JsonPropertyName("b")]
    public IReadOnlyList<PriceLevel> Bids { get; init; } = [];

    /// <summary>Asks, lowest price first.</summary>
    [JsonPropertyName("a")]
    public IReadOnlyList<PriceLevel> Asks { get; init; } = [];

    /// <summary>Unix time in milliseconds at which this was made.</summary>
    [JsonPropertyName("ts")]
    public long Time { get; init; }

    /// <summary>Number of the update.</summary>
    [JsonPropertyName("u")]
    public long UpdateId { get; init; }

    /// <summary>The market's sequence that it contains.</summary>
    [JsonPropertyName("seq")]
    public long Sequence { get; init; }

    /// <summary>Unix time in milliseconds of that sequence.</summary>
    [JsonPropertyName("cts")]
    public long EngineTime { get; init; }
}
