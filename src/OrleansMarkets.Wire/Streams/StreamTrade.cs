using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Streams;

/// <summary>A trade on a public stream.</summary>
public sealed record StreamTrade
{
    /// <summary>Unix time in milliseconds.</summary>
    [JsonPropertyName("T")]
    public long Time { get; init; }

    /// <summary>Symbol.</summary>
    [JsonPropertyName("s")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary>Side of the taker.</summary>
    [JsonPropertyName("S")]
    public string Side { get; init; } = string.Empty;

    /// <summary>Quantity, base coin.</summary>
    [JsonPropertyName("v")]
    public string Quantity { get; init; } = string.Empty;

    /// <summary>Price.</summary>
    [JsonPropertyName("p")]
    public string Price { get; init; } = string.Empty;

    /// <summary>Direction of the price.</summary>
    [JsonPropertyName("L")]
    public string TickDirection { get; init; } = string.Empty;

    /// <summary>Id of the trade.</summary>
    [JsonPropertyName("i")]
    public string Id { get; init; } = string.Empty;

    /// <summary>Always false.</summary>
    [JsonPropertyName("BT")]
    public bool IsBlockTrade { get; init; }

    /// <summary>The market's sequence that made it.</summary>
    [JsonPropertyName("seq")]
    public long Sequence { get; init; }
}
