using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire;

/// <summary>One page of a list.</summary>
/// <typeparam name="TItem">What is listed.</typeparam>
public sealed record ListPage<TItem>
{
    /// <summary><c>spot</c> or <c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string Category { get; init; } = string.Empty;

    /// <summary>The items.</summary>
    [JsonPropertyName("list")]
    public IReadOnlyList<TItem> Items { get; init; } = [];

    /// <summary>Where the next page begins; empty on the last page.</summary>
    [JsonPropertyName("nextPageCursor")]
    public string NextPageCursor { get; init; } = string.Empty;
}
