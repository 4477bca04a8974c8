using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>A new order.</summary>
public sealed record CreateOrderRequest
{
    /// <summary><c>spot</c> or <c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string? Category { get; init; }

    /// <summary>Symbol.</summary>
    [JsonPropertyName("symbol")]
    public string? Symbol { get; init; }

    /// <summary><c>Buy</c> or <c>Sell</c>.</summary>
    [JsonPropertyName("side")]
    public string? Side { get; init; }

    /// <summary><c>Limit</c> or <c>Market</c>.</summary>
    [JsonPropertyName("orderType")]
    public string? OrderType { get; init; }

    /// <summary>Quantity in the base coin, or in the quote coin as <see cref="MarketUnit"/> says.</summary>
    [JsonPropertyName("qty")]
    public string? Quantity { get; init; }

    /// <summary>Limit price; none for a market order.</summary>
    [JsonPropertyName("price")]
    public string? Price { get; init; }

    /// <summary><c>GTC</c> (the default), <c>IOC</c>, <c>FOK</c> or <c>PostOnly</c>.</summary>
    [JsonPropertyName("timeInForce")]
    public string? TimeInForce { get; init; }

    /// <summary>The client's own id: sending it again repeats the answer, not the effect.</summary>
    [JsonPropertyName("orderLinkId")]
    public string? OrderLinkId { get; init; }

    /// <summary>Whether it may only reduce the position.</summary>
    [JsonPropertyName("reduceOnly")]
    public bool? ReduceOnly { get; init; }

    /// <summary>Refused when true.</summary>
    [JsonPropertyName("closeOnTrigger")]
    public bool? CloseOnTrigger { get; init; }

    /// <summary>Zero: one-way mode.</summary>
    [JsonPropertyName("positionIdx")]
    public int? PositionIdx { get; init; }

    /// <summary>Spot market orders: <c>baseCoin</c> or <c>quoteCoin</c>.</summary>
    [JsonPropertyName("marketUnit")]
    public string? MarketUnit { get; init; }

    /// <summary>Refused unless zero.</summary>
    [JsonPropertyName("isLeverage")]
    public int? IsLeverage { get; init; }

    /// <summary><c>Order</c>; conditional orders are refused.</summary>
    [JsonPropertyName("orderFilter")]
    public string? OrderFilter { get; init; }

    /// <summary>Refused: no conditional orders.</summary>
    [JsonPropertyName("triggerPrice")]
    public string? TriggerPrice { get; init; }

    /// <summary>Refused unless zero.</summary>
    [JsonPropertyName("triggerDirection")]
    public int? TriggerDirection { get; init; }

    /// <summary>Refused with a trigger price.</summary>
    [JsonPropertyName("triggerBy")]
    public string? TriggerBy { get; init; }

    /// <summary>Refused unless empty or zero.</summary>
    [JsonPropertyName("takeProfit")]
    public string? TakeProfit { get; init; }

    /// <summary>Refused unless empty or zero.</summary>
    [JsonPropertyName("stopLoss")]
    public string? StopLoss { get; init; }

    /// <summary>Prevention of self trades: <c>None</c> or <c>CancelMaker</c>, which is what the market does.</summary>
    [JsonPropertyName("smpType")]
    public string? SmpType { get; init; }

    /// <summary>Refused unless empty.</summary>
    [JsonPropertyName("slippageTolerance")]
    public string? SlippageTolerance { get; init; }

    /// <summary>Refused unless empty.</summary>
    [JsonPropertyName("bboSideType")]
    public string? BboSideType { get; init; }
}
