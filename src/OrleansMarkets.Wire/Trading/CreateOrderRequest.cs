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

    /// <summary>
    /// <c>GTC</c> (the default), <c>IOC</c>, <c>FOK</c> or <c>PostOnly</c>; of this venue <c>GTD</c> and <c>PostOnlySlide</c>.
    /// </summary>
    [JsonPropertyName("timeInForce")]
    public string? TimeInForce { get; init; }

    /// <summary>The client's own id: sending it again repeats the answer, not the effect.</summary>
    [JsonPropertyName("orderLinkId")]
    public string? OrderLinkId { get; init; }

    /// <summary>Whether it may only reduce the position.</summary>
    [JsonPropertyName("reduceOnly")]
    public bool? ReduceOnly { get; init; }

    /// <summary>Whether it closes the position when it triggers: reduce-only; with a quantity of zero, the whole position.</summary>
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

    /// <summary><c>Order</c>; <c>StopOrder</c> or <c>tpslOrder</c> for a conditional order of spot.</summary>
    [JsonPropertyName("orderFilter")]
    public string? OrderFilter { get; init; }

    /// <summary>Price at which it is entered; at once when absent.</summary>
    [JsonPropertyName("triggerPrice")]
    public string? TriggerPrice { get; init; }

    /// <summary>
    /// 1: when the price rises to the trigger; 2: when it falls to it. Of a spot order it may be absent: then the last price decides.
    /// </summary>
    [JsonPropertyName("triggerDirection")]
    public int? TriggerDirection { get; init; }

    /// <summary>The price that is watched: <c>LastPrice</c> (the default), <c>MarkPrice</c> or <c>IndexPrice</c>.</summary>
    [JsonPropertyName("triggerBy")]
    public string? TriggerBy { get; init; }

    /// <summary>Trigger price of an order that takes the profit of this one; none when empty or zero.</summary>
    [JsonPropertyName("takeProfit")]
    public string? TakeProfit { get; init; }

    /// <summary>Trigger price of an order that stops the loss of this one; none when empty or zero.</summary>
    [JsonPropertyName("stopLoss")]
    public string? StopLoss { get; init; }

    /// <summary>Like <see cref="TriggerBy"/>, of the take-profit.</summary>
    [JsonPropertyName("tpTriggerBy")]
    public string? TpTriggerBy { get; init; }

    /// <summary>Like <see cref="TriggerBy"/>, of the stop-loss.</summary>
    [JsonPropertyName("slTriggerBy")]
    public string? SlTriggerBy { get; init; }

    /// <summary><c>Full</c> or <c>Partial</c>: in both the quantity is what this order fills.</summary>
    [JsonPropertyName("tpslMode")]
    public string? TpslMode { get; init; }

    /// <summary><c>Market</c> (the default) or <c>Limit</c>.</summary>
    [JsonPropertyName("tpOrderType")]
    public string? TpOrderType { get; init; }

    /// <summary><c>Market</c> (the default) or <c>Limit</c>.</summary>
    [JsonPropertyName("slOrderType")]
    public string? SlOrderType { get; init; }

    /// <summary>Limit price of the take-profit, if it is a limit order.</summary>
    [JsonPropertyName("tpLimitPrice")]
    public string? TpLimitPrice { get; init; }

    /// <summary>Limit price of the stop-loss, if it is a limit order.</summary>
    [JsonPropertyName("slLimitPrice")]
    public string? SlLimitPrice { get; init; }

    /// <summary>
    /// What happens when it meets an order of its own account: <c>CancelMaker</c> (the default, and what <c>None</c> means),
    /// <c>CancelTaker</c>, <c>CancelBoth</c> or <c>Decrement</c>.
    /// </summary>
    [JsonPropertyName("smpType")]
    public string? SmpType { get; init; }

    /// <summary>
    /// Of this venue: whose orders are its own: <c>Account</c> (the default) or <c>User</c>, the orders of all accounts of the same user
    /// that say so.
    /// </summary>
    [JsonPropertyName("smpScope")]
    public string? SmpScope { get; init; }

    /// <summary>Refused unless empty.</summary>
    [JsonPropertyName("slippageTolerance")]
    public string? SlippageTolerance { get; init; }

    /// <summary>Refused unless empty.</summary>
    [JsonPropertyName("bboSideType")]
    public string? BboSideType { get; init; }

    /// <summary>Of this venue: what an iceberg shows at a time, base coin.</summary>
    [JsonPropertyName("displayQty")]
    public string? DisplayQuantity { get; init; }

    /// <summary>Of this venue: Unix time in milliseconds at which it is gone, with <c>GTD</c> or <c>GTC</c>.</summary>
    [JsonPropertyName("expireTime")]
    public string? ExpireTime { get; init; }

    /// <summary>Of this venue: a whole number above zero by which orders are cancelled together.</summary>
    [JsonPropertyName("tag")]
    public string? Tag { get; init; }

    /// <summary>Of this venue: a trailing stop, a market order.</summary>
    [JsonPropertyName("trailing")]
    public TrailingTerms? Trailing { get; init; }

    /// <summary>Of this venue: a price that follows another.</summary>
    [JsonPropertyName("peg")]
    public PegTerms? Peg { get; init; }

    /// <summary>Of this venue: how it depends on other orders.</summary>
    [JsonPropertyName("linkage")]
    public LinkageTerms? Linkage { get; init; }
}
