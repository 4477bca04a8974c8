using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>An amendment of an order that rests or waits.</summary>
public sealed record AmendOrderRequest
{
    /// <summary><c>spot</c> or <c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string? Category { get; init; }

    /// <summary>Symbol.</summary>
    [JsonPropertyName("symbol")]
    public string? Symbol { get; init; }

    /// <summary>The order.</summary>
    [JsonPropertyName("orderId")]
    public string? OrderId { get; init; }

    /// <summary>Or the client's own id of it.</summary>
    [JsonPropertyName("orderLinkId")]
    public string? OrderLinkId { get; init; }

    /// <summary>New quantity of the whole order, what has been filled included; the present one when absent.</summary>
    [JsonPropertyName("qty")]
    public string? Quantity { get; init; }

    /// <summary>New limit price; the present one when absent.</summary>
    [JsonPropertyName("price")]
    public string? Price { get; init; }

    /// <summary>New trigger price of an order that waits; the present one when absent.</summary>
    [JsonPropertyName("triggerPrice")]
    public string? TriggerPrice { get; init; }

    /// <summary>New distance or share of a trailing stop; the present one when absent. Of this venue.</summary>
    [JsonPropertyName("trailing")]
    public TrailingTerms? Trailing { get; init; }

    /// <summary>Refused: the take-profit of an order is an order of its own, to be amended under its own id.</summary>
    [JsonPropertyName("takeProfit")]
    public string? TakeProfit { get; init; }

    /// <summary>Refused, as the take-profit is.</summary>
    [JsonPropertyName("stopLoss")]
    public string? StopLoss { get; init; }
}
