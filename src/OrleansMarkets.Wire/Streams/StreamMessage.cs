using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Streams;

/// <summary>A message of a public topic.</summary>
/// <typeparam name="TData">What it carries.</typeparam>
public sealed record StreamMessage<TData>
    where TData : class
{
    /// <summary>The topic.</summary>
    [JsonPropertyName("topic")]
    public string Topic { get; init; } = string.Empty;

    /// <summary><c>snapshot</c> or <c>delta</c>.</summary>
    [JsonPropertyName("type")]
    public string Type { get; init; } = string.Empty;

    /// <summary>Unix time in milliseconds at which it was made.</summary>
    [JsonPropertyName("ts")]
    public long Time { get; init; }

    /// <summary>Unix time in milliseconds of the market's step behind it; order books and tickers.</summary>
    [JsonPropertyName("cts")]
    public long? EngineTime { get; init; }

    /// <summary>The content.</summary>
    [JsonPropertyName("data")]
    public TData? Data { get; init; }
}
