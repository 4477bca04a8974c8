using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Streams;

/// <summary>A message of a private topic.</summary>
/// <typeparam name="TItem">What it carries.</typeparam>
public sealed record PrivateMessage<TItem>
{
    /// <summary>Id of the message.</summary>
    [JsonPropertyName("id")]
    public string Id { get; init; } = string.Empty;

    /// <summary>The topic.</summary>
    [JsonPropertyName("topic")]
    public string Topic { get; init; } = string.Empty;

    /// <summary>Unix time in milliseconds at which it was made.</summary>
    [JsonPropertyName("creationTime")]
    public long CreationTime { get; init; }

    /// <summary>The items.</summary>
    [JsonPropertyName("data")]
    public IReadOnlyList<TItem> Items { get; init; } = [];
}
