using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>A cancel of all orders of a market, or of all markets of a category.</summary>
public sealed record CancelAllRequest
{
    /// <summary><c>spot</c> or <c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string? Category { get; init; }

    /// <summary>Symbol; all of the category when absent.</summary>
    [JsonPropertyName("symbol")]
    public string? Symbol { get; init; }

    /// <summary>Only markets that settle in this coin.</summary>
    [JsonPropertyName("settleCoin")]
    public string? SettleCoin { get; init; }

    /// <summary>Only markets of this base coin.</summary>
    [JsonPropertyName("baseCoin")]
    public string? BaseCoin { get; init; }

    /// <summary><c>Order</c>: only those in the book; <c>StopOrder</c> or <c>tpslOrder</c>: only those that wait; absent: all.</summary>
    [JsonPropertyName("orderFilter")]
    public string? OrderFilter { get; init; }

    /// <summary>Of this venue: only this side.</summary>
    [JsonPropertyName("side")]
    public string? Side { get; init; }

    /// <summary>Of this venue: only orders with this tag.</summary>
    [JsonPropertyName("tag")]
    public string? Tag { get; init; }
}
