using System.Text.Json.Serialization;
using OrleansMarkets.Wire.Market;

namespace OrleansMarkets.Wire.Streams;

/// <summary>The top of a book, or what changed of it: sizes are absolute, zero deletes.</summary>
public sealed record StreamBook
{
    /// <summary>Symbol.</summary>
    [JsonPropertyName("s")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary>Bids.</summary>
    [JsonPropertyName("b")]
    public IReadOnlyList<PriceLevel> Bids { get; init; } = [];

    /// <summary>Asks.</summary>
    [JsonPropertyName("a")]
    public IReadOnlyList<PriceLevel> Asks { get; init; } = [];

    /// <summary>Grows by one with each message of the topic; 1 in a snapshot after a restart.</summary>
    [JsonPropertyName("u")]
    public long UpdateId { get; init; }

    /// <summary>The market's sequence that it contains.</summary>
    [JsonPropertyName("seq")]
    public long Sequence { get; init; }

    /// <summary>Checksum of the book after it, on topics that have one; see <see cref="BookChecksum"/>.</summary>
    [JsonPropertyName("cs")]
    public uint? Checksum { get; init; }
}
