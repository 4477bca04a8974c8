using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Streams;

/// <summary>A candle on a public stream.</summary>
public sealed record StreamCandle
{
    /// <summary>Where it begins, Unix milliseconds.</summary>
    [JsonPropertyName("start")]
    public long Start { get; init; }

    /// <summary>Its last millisecond.</summary>
    [JsonPropertyName("end")]
    public long End { get; init; }

    /// <summary>Code of its interval.</summary>
    [JsonPropertyName("interval")]
    public string Interval { get; init; } = string.Empty;

    /// <summary>Open.</summary>
    [JsonPropertyName("open")]
    public string Open { get; init; } = string.Empty;

    /// <summary>Close.</summary>
    [JsonPropertyName("close")]
    public string Close { get; init; } = string.Empty;

    /// <summary>High.</summary>
    [JsonPropertyName("high")]
    public string High { get; init; } = string.Empty;

    /// <summary>Low.</summary>
    [JsonPropertyName("low")]
    public string Low { get; init; } = string.Empty;

    /// <summary>Volume, base coin.</summary>
    [JsonPropertyName("volume")]
    public string Volume { get; init; } = string.Empty;

    /// <summary>Turnover, quote coin.</summary>
    [JsonPropertyName("turnover")]
    public string Turnover { get; init; } = string.Empty;

    /// <summary>Whether it will not change any more.</summary>
    [JsonPropertyName("confirm")]
    public bool IsFinal { get; init; }

    /// <summary>Unix time in milliseconds of its last trade; its start without one.</summary>
    [JsonPropertyName("timestamp")]
    public long Timestamp { get; init; }
}
