using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>An account below maintenance margin.</summary>
public sealed record LiquidationCandidate
{
    /// <summary>Number of the account.</summary>
    [JsonPropertyName("account")]
    public string Account { get; init; } = string.Empty;

    /// <summary>Equity, settlement coin.</summary>
    [JsonPropertyName("equity")]
    public string Equity { get; init; } = string.Empty;

    /// <summary>Maintenance requirement, settlement coin.</summary>
    [JsonPropertyName("maintenanceMargin")]
    public string MaintenanceMargin { get; init; } = string.Empty;

    /// <summary>Internal names of the markets with a position.</summary>
    [JsonPropertyName("markets")]
    public IReadOnlyList<string> Markets { get; init; } = [];
}
