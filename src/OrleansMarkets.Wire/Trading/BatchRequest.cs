using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>Several requests of one category, done in their order.</summary>
/// <typeparam name="TItem">What is asked for.</typeparam>
public sealed record BatchRequest<TItem>
{
    /// <summary><c>spot</c> or <c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string? Category { get; init; }

    /// <summary>The requests.</summary>
    [JsonPropertyName("request")]
    public IReadOnlyList<TItem>? Items { get; init; }
}
