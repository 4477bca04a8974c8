using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>What runs here.</summary>
public sealed record VenueStatus
{
    /// <summary>Version of the server.</summary>
    [JsonPropertyName("version")]
    public string Version { get; init; } = string.Empty;

    /// <summary>Grain runtime: <c>Orleans</c> or <c>Simulated</c>.</summary>
    [JsonPropertyName("runtime")]
    public string Runtime { get; init; } = string.Empty;

    /// <summary>The markets.</summary>
    [JsonPropertyName("markets")]
    public IReadOnlyList<VenueMarket> Markets { get; init; } = [];
}
