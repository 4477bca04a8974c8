using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire;

/// <summary>What an envelope says beside its result: how each request of a batch went, else nothing.</summary>
public sealed record EnvelopeDetails
{
    /// <summary>Nothing.</summary>
    public static EnvelopeDetails None { get; } = new();

    /// <summary>In the order of the requests; null for what is no batch.</summary>
    [JsonPropertyName("list")]
    public IReadOnlyList<BatchOutcome>? Outcomes { get; init; }
}
