using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>What the call did.</summary>
public sealed record LiquidateAnswer
{
    /// <summary>Number of the account.</summary>
    [JsonPropertyName("account")]
    public string Account { get; init; } = string.Empty;

    /// <summary>Number of its liquidation.</summary>
    [JsonPropertyName("episode")]
    public string Episode { get; init; } = string.Empty;

    /// <summary>How far the liquidation went.</summary>
    [JsonPropertyName("stage")]
    public string Stage { get; init; } = string.Empty;

    /// <summary>Lots closed by this call.</summary>
    [JsonPropertyName("closedLots")]
    public string ClosedLots { get; init; } = string.Empty;

    /// <summary>Reward paid to the caller, settlement coin.</summary>
    [JsonPropertyName("reward")]
    public string Reward { get; init; } = string.Empty;

    /// <summary>Paid by insurance, settlement coin.</summary>
    [JsonPropertyName("insurance")]
    public string Insurance { get; init; } = string.Empty;

    /// <summary>Lots closed by auto-deleveraging.</summary>
    [JsonPropertyName("deleveragedLots")]
    public string DeleveragedLots { get; init; } = string.Empty;
}
