using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Streams;

/// <summary>What a client sends on a stream.</summary>
public sealed record StreamCommand
{
    /// <summary>Echoed in the answer; a number is read as its text.</summary>
    [JsonPropertyName("req_id"), JsonConverter(typeof(TextConverter))]
    public string? RequestId { get; init; }

    /// <summary><c>ping</c>, <c>auth</c>, <c>subscribe</c> or <c>unsubscribe</c>.</summary>
    [JsonPropertyName("op")]
    public string? Operation { get; init; }

    /// <summary>Topics, or the arguments of auth; numbers are read as their text.</summary>
    [JsonPropertyName("args"), JsonConverter(typeof(TextListConverter))]
    public IReadOnlyList<string>? Arguments { get; init; }
}
