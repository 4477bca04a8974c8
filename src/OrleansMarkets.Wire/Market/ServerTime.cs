using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Market;

/// <summary>The server's clock.</summary>
public sealed record ServerTime
{
    /// <summary>Unix time in seconds.</summary>
    [JsonPropertyName("timeSecond")]
    public string TimeSecond { get; init; } = string.Empty;

    /// <summary>Unix time in nanoseconds.</summary>
    [JsonPropertyName("timeNano")]
    public string TimeNano { get; init; } = string.Empty;
}
