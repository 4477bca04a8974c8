using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>The orders of a batch, in the order of its requests; how each went is in the envelope.</summary>
public sealed record BatchResult
{
    /// <summary>The orders.</summary>
    [JsonPropertyName("list")]
    public IReadOnlyList<BatchAck> List { get; init; } = [];
}
