using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Account;

/// <summary>Settings of the unified account.</summary>
public sealed record AccountInfo
{
    /// <summary><c>6</c>: unified account.</summary>
    [JsonPropertyName("unifiedMarginStatus")]
    public int UnifiedMarginStatus { get; init; }

    /// <summary><c>REGULAR_MARGIN</c>: cross margin.</summary>
    [JsonPropertyName("marginMode")]
    public string MarginMode { get; init; } = string.Empty;

    /// <summary>Unix time in milliseconds.</summary>
    [JsonPropertyName("updatedTime")]
    public string UpdatedTime { get; init; } = string.Empty;

    /// <summary><c>OFF</c>.</summary>
    [JsonPropertyName("dcpStatus")]
    public string DcpStatus { get; init; } = string.Empty;

    /// <summary><c>10</c>.</summary>
    [JsonPropertyName("timeWindow")]
    public int TimeWindow { get; init; }

    /// <summary><c>0</c>.</summary>
    [JsonPropertyName("smpGroup")]
    public int SmpGroup { get; init; }

    /// <summary>Always false.</summary>
    [JsonPropertyName("isMasterTrader")]
    public bool IsMasterTrader { get; init; }

    /// <summary><c>OFF</c>.</summary>
    [JsonPropertyName("spotHedgingStatus")]
    public string SpotHedgingStatus { get; init; } = string.Empty;
}
