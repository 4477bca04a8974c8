using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>Audits of all markets.</summary>
public sealed record MarketAuditList
{
    /// <summary>By internal name.</summary>
    [JsonPropertyName("list")]
    public IReadOnlyList<MarketAudit> List { get; init; } = [];
}
