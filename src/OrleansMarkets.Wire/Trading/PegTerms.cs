using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>The price that an order follows; the order's <c>price</c> is the worst that it may ever have.</summary>
public sealed record PegTerms
{
    /// <summary><c>Mid</c>, <c>Best</c> (of its own side) or <c>Mark</c>.</summary>
    [JsonPropertyName("reference")]
    public string? Reference { get; init; }

    /// <summary>Added to the reference, quote coin; may be negative; none when absent.</summary>
    [JsonPropertyName("offset")]
    public string? Offset { get; init; }
}
