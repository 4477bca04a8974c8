using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>Sets the orders that close the whole position; each replaces the one before of its kind, zero removes it.</summary>
public sealed record TradingStopRequest
{
    /// <summary><c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string? Category { get; init; }

    /// <summary>Symbol.</summary>
    [JsonPropertyName("symbol")]
    public string? Symbol { get; init; }

    /// <summary>Trigger price of the take-profit; <c>0</c> removes it, absent leaves it.</summary>
    [JsonPropertyName("takeProfit")]
    public string? TakeProfit { get; init; }

    /// <summary>Trigger price of the stop-loss; <c>0</c> removes it, absent leaves it.</summary>
    [JsonPropertyName("stopLoss")]
    public string? StopLoss { get; init; }

    /// <summary>Distance of the trailing stop; <c>0</c> removes it, absent leaves it.</summary>
    [JsonPropertyName("trailingStop")]
    public string? TrailingStop { get; init; }

    /// <summary>Price from which the trailing stop follows; at once when absent.</summary>
    [JsonPropertyName("activePrice")]
    public string? ActivePrice { get; init; }

    /// <summary><c>LastPrice</c> (the default), <c>MarkPrice</c> or <c>IndexPrice</c>.</summary>
    [JsonPropertyName("tpTriggerBy")]
    public string? TpTriggerBy { get; init; }

    /// <summary>The same for stop-loss and trailing stop.</summary>
    [JsonPropertyName("slTriggerBy")]
    public string? SlTriggerBy { get; init; }

    /// <summary><c>Full</c>; <c>Partial</c> is refused.</summary>
    [JsonPropertyName("tpslMode")]
    public string? TpslMode { get; init; }

    /// <summary><c>Market</c>; <c>Limit</c> is refused.</summary>
    [JsonPropertyName("tpOrderType")]
    public string? TpOrderType { get; init; }

    /// <summary><c>Market</c>; <c>Limit</c> is refused.</summary>
    [JsonPropertyName("slOrderType")]
    public string? SlOrderType { get; init; }

    /// <summary>Zero: one-way mode.</summary>
    [JsonPropertyName("positionIdx")]
    public int? PositionIdx { get; init; }
}
