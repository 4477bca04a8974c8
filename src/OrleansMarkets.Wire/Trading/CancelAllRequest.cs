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

    /// <summary><c>Order</c>; conditional orders do not exist.</summary>
    [JsonPropertyName("orderFilter")]
    public string? OrderFilter { get; init; }
}
