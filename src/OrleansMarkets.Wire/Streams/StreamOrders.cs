using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Streams;

/// <summary>A book order by order: all resting orders in a snapshot, every change of one in a delta.</summary>
public sealed record StreamOrders
{
    /// <summary>Symbol.</summary>
    [JsonPropertyName("s")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary>Bids in the order in which they trade; in a snapshot.</summary>
    [JsonPropertyName("b")]
    public IReadOnlyList<QueuedOrder>? Bids { get; init; }

    /// <summary>Asks in the order in which they trade; in a snapshot.</summary>
    [JsonPropertyName("a")]
    public IReadOnlyList<QueuedOrder>? Asks { get; init; }

    /// <summary>Changes in the order in which they happened; in a delta.</summary>
    [JsonPropertyName("c")]
    public IReadOnlyList<QueueChange>? Changes { get; init; }

    /// <summary>Grows by one with each message of the topic; 1 in a snapshot after a restart.</summary>
    [JsonPropertyName("u")]
    public long UpdateId { get; init; }

    /// <summary>The market's sequence that it contains.</summary>
    [JsonPropertyName("seq")]
    public long Sequence { get; init; }

    /// <summary>Checksum of the book after it; see <see cref="BookChecksum"/>.</summary>
    [JsonPropertyName("cs")]
    public uint Checksum { get; init; }
}
