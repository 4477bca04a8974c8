using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Streams;

/// <summary>Names a command in the answer to it.</summary>
public sealed record StreamCommandName
{
    /// <summary>The command.</summary>
    [JsonPropertyName("op")]
    public string Operation { get; init; } = string.Empty;
}
