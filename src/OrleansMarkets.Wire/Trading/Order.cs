using System.Collections.ObjectModel;
using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>An order.</summary>
public sealed record Order
{
    /// <summary><c>spot</c> or <c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string Category { get; init; } = string.Empty;

    /// <summary>The order.</summary>
    [JsonPropertyName("orderId")]
    public string OrderId { get; init; } = string.Empty;

    /// <summary>The client's own id; empty when it gave none.</summary>
    [JsonPropertyName("orderLinkId")]
    public string OrderLinkId { get; init; } = string.Empty;

    /// <summary>Always empty.</summary>
    [JsonPropertyName("blockTradeId")]
    public string BlockTradeId { get; init; } = string.Empty;

    /// <summary>Symbol.</summary>
    [JsonPropertyName("symbol")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary>Limit price; the bound of a market order.</summary>
    [JsonPropertyName("price")]
    public string Price { get; init; } = string.Empty;

    /// <summary>Quantity, base coin.</summary>
    [JsonPropertyName("qty")]
    public string Quantity { get; init; } = string.Empty;

    /// <summary><c>Buy</c> or <c>Sell</c>.</summary>
    [JsonPropertyName("side")]
    public string Side { get; init; } = string.Empty;

    /// <summary><c>0</c>.</summary>
    [JsonPropertyName("isLeverage")]
    public string IsLeverage { get; init; } = string.Empty;

    /// <summary><c>0</c>: one-way mode.</summary>
    [JsonPropertyName("positionIdx")]
    public int PositionIdx { get; init; }

    /// <summary>
    /// <c>Untriggered</c> (waits for its trigger or parent), <c>Triggered</c> (taken and not entered yet), <c>New</c>,
    /// <c>PartiallyFilled</c>, <c>Filled</c>, <c>PartiallyFilledCanceled</c>, <c>Cancelled</c>, <c>Deactivated</c> (cancelled while it
    /// waited) or <c>Rejected</c>.
    /// </summary>
    [JsonPropertyName("orderStatus")]
    public string OrderStatus { get; init; } = string.Empty;

    /// <summary>Who cancelled it.</summary>
    [JsonPropertyName("cancelType")]
    public string CancelType { get; init; } = string.Empty;

    /// <summary>Why it was refused or could not work.</summary>
    [JsonPropertyName("rejectReason")]
    public string RejectReason { get; init; } = string.Empty;

    /// <summary>Average price of its fills; empty without any.</summary>
    [JsonPropertyName("avgPrice")]
    public string AveragePrice { get; init; } = string.Empty;

    /// <summary>Still working, base coin.</summary>
    [JsonPropertyName("leavesQty")]
    public string LeavesQuantity { get; init; } = string.Empty;

    /// <summary>The same at its price, quote coin.</summary>
    [JsonPropertyName("leavesValue")]
    public string LeavesValue { get; init; } = string.Empty;

    /// <summary>Filled, base coin.</summary>
    [JsonPropertyName("cumExecQty")]
    public string FilledQuantity { get; init; } = string.Empty;

    /// <summary>Filled, quote coin.</summary>
    [JsonPropertyName("cumExecValue")]
    public string FilledValue { get; init; } = string.Empty;

    /// <summary>Fee paid, quote coin; negative is a rebate.</summary>
    [JsonPropertyName("cumExecFee")]
    public string FilledFee { get; init; } = string.Empty;

    /// <summary>Fee by coin.</summary>
    [JsonPropertyName("cumFeeDetail")]
    public IReadOnlyDictionary<string, string> FeeByCoin { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary><c>GTC</c>, <c>IOC</c>, <c>FOK</c> or <c>PostOnly</c>.</summary>
    [JsonPropertyName("timeInForce")]
    public string TimeInForce { get; init; } = string.Empty;

    /// <summary><c>Limit</c> or <c>Market</c>.</summary>
    [JsonPropertyName("orderType")]
    public string OrderType { get; init; } = string.Empty;

    /// <summary><c>Stop</c>, <c>TakeProfit</c>, <c>StopLoss</c> or <c>TrailingStop</c>; empty for an order without a trigger.</summary>
    [JsonPropertyName("stopOrderType")]
    public string StopOrderType { get; init; } = string.Empty;

    /// <summary>Always empty.</summary>
    [JsonPropertyName("orderIv")]
    public string OrderIv { get; init; } = string.Empty;

    /// <summary>Spot: the unit of the quantity.</summary>
    [JsonPropertyName("marketUnit")]
    public string? MarketUnit { get; init; }

    /// <summary>Where its trigger stands, or stood when it was reached; empty for none.</summary>
    [JsonPropertyName("triggerPrice")]
    public string TriggerPrice { get; init; } = string.Empty;

    /// <summary>1 rising, 2 falling, 0 without a trigger.</summary>
    [JsonPropertyName("triggerDirection")]
    public int TriggerDirection { get; init; }

    /// <summary>The price that its trigger watches; empty without one.</summary>
    [JsonPropertyName("triggerBy")]
    public string TriggerBy { get; init; } = string.Empty;

    /// <summary>Trigger of the open order that takes its profit; empty for none.</summary>
    [JsonPropertyName("takeProfit")]
    public string TakeProfit { get; init; } = string.Empty;

    /// <summary>Trigger of the open order that stops its loss; empty for none.</summary>
    [JsonPropertyName("stopLoss")]
    public string StopLoss { get; init; } = string.Empty;

    /// <summary>Contracts: empty. Absent for spot.</summary>
    [JsonPropertyName("tpslMode")]
    public string? TpslMode { get; init; }

    /// <summary>Always empty.</summary>
    [JsonPropertyName("tpTriggerBy")]
    public string TpTriggerBy { get; init; } = string.Empty;

    /// <summary>Always empty.</summary>
    [JsonPropertyName("slTriggerBy")]
    public string SlTriggerBy { get; init; } = string.Empty;

    /// <summary>Always empty.</summary>
    [JsonPropertyName("tpLimitPrice")]
    public string TpLimitPrice { get; init; } = string.Empty;

    /// <summary>Always empty.</summary>
    [JsonPropertyName("slLimitPrice")]
    public string SlLimitPrice { get; init; } = string.Empty;

    /// <summary>Always empty.</summary>
    [JsonPropertyName("lastPriceOnCreated")]
    public string LastPriceOnCreated { get; init; } = string.Empty;

    /// <summary>Whether it may only reduce the position.</summary>
    [JsonPropertyName("reduceOnly")]
    public bool ReduceOnly { get; init; }

    /// <summary>Whether it closes the whole position when it is entered.</summary>
    [JsonPropertyName("closeOnTrigger")]
    public bool CloseOnTrigger { get; init; }

    /// <summary>Always empty.</summary>
    [JsonPropertyName("placeType")]
    public string PlaceType { get; init; } = string.Empty;

    /// <summary>What happens when it meets an order of its own account.</summary>
    [JsonPropertyName("smpType")]
    public string SmpType { get; init; } = string.Empty;

    /// <summary>Number of the user's group if it was sent with the scope of the user, else <c>0</c>.</summary>
    [JsonPropertyName("smpGroup")]
    public long SmpGroup { get; init; }

    /// <summary>Always empty.</summary>
    [JsonPropertyName("smpOrderId")]
    public string SmpOrderId { get; init; } = string.Empty;

    /// <summary><c>CreateByUser</c>; <c>CreateByTakeProfit</c> or <c>CreateByStopLoss</c> of another order or a position.</summary>
    [JsonPropertyName("createType")]
    public string CreateType { get; init; } = string.Empty;

    /// <summary>Unix time in milliseconds.</summary>
    [JsonPropertyName("createdTime")]
    public string CreatedTime { get; init; } = string.Empty;

    /// <summary>Unix time in milliseconds.</summary>
    [JsonPropertyName("updatedTime")]
    public string UpdatedTime { get; init; } = string.Empty;

    /// <summary>The coin of the fee; on the stream.</summary>
    [JsonPropertyName("feeCurrency")]
    public string? FeeCurrency { get; init; }

    /// <summary>Of this venue: what an iceberg shows at a time; absent for none.</summary>
    [JsonPropertyName("displayQty")]
    public string? DisplayQuantity { get; init; }

    /// <summary>Of this venue: Unix time in milliseconds at which it is gone; absent for never.</summary>
    [JsonPropertyName("expireTime")]
    public string? ExpireTime { get; init; }

    /// <summary>Of this venue: its owner's number; absent for none.</summary>
    [JsonPropertyName("tag")]
    public string? Tag { get; init; }

    /// <summary>Of this venue: how its trigger follows the price; absent for not at all.</summary>
    [JsonPropertyName("trailing")]
    public TrailingTerms? Trailing { get; init; }

    /// <summary>Of this venue: what its price follows; absent for none.</summary>
    [JsonPropertyName("peg")]
    public PegTerms? Peg { get; init; }

    /// <summary>
    /// Of this venue: how it depends on others; absent for not at all. A group whose first order has no <c>orderLinkId</c> is named by its
    /// <c>orderId</c>.
    /// </summary>
    [JsonPropertyName("linkage")]
    public LinkageTerms? Linkage { get; init; }
}
