using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>What became of an operator's change of phase.</summary>
public sealed record PhaseAnswer
{
    /// <summary>The phase now.</summary>
    [JsonPropertyName("phase")]
    public string Phase { get; init; } = string.Empty;

    /// <summary>The phase that a fresh index will bring while the market is cancel-only, else the phase.</summary>
    [JsonPropertyName("targetPhase")]
    public string TargetPhase { get; init; } = string.Empty;

    /// <summary>Sequence of the market's record.</summary>
    [JsonPropertyName("seq")]
    public long Sequence { get; init; }
}
