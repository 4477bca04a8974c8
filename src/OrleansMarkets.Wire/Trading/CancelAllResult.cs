using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>The orders that a cancel of all named.</summary>
public sealed record CancelAllResult
{
    /// <summary>The orders.</summary>
    [JsonPropertyName("list")]
    public IReadOnlyList<OrderAck> List { get; init; } = [];

    /// <summary><c>1</c> when all are cancelled.</summary>
    [JsonPropertyName("success")]
    public string Success { get; init; } = string.Empty;
}
