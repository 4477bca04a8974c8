using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>A fill of an order.</summary>
public sealed record Execution
{
    /// <summary><c>spot</c> or <c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string Category { get; init; } = string.Empty;

    /// <summary>Symbol.</summary>
    [JsonPropertyName("symbol")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary>The order.</summary>
    [JsonPropertyName("orderId")]
    public string OrderId { get; init; } = string.Empty;

    /// <summary>The client's own id; empty when it gave none.</summary>
    [JsonPropertyName("orderLinkId")]
    public string OrderLinkId { get; init; } = string.Empty;

    /// <summary><c>Buy</c> or <c>Sell</c>.</summary>
    [JsonPropertyName("side")]
    public string Side { get; init; } = string.Empty;

    /// <summary>Price of the order.</summary>
    [JsonPropertyName("orderPrice")]
    public string OrderPrice { get; init; } = string.Empty;

    /// <summary>Quantity of the order, base coin.</summary>
    [JsonPropertyName("orderQty")]
    public string OrderQuantity { get; init; } = string.Empty;

    /// <summary>Still working after it, base coin.</summary>
    [JsonPropertyName("leavesQty")]
    public string LeavesQuantity { get; init; } = string.Empty;

    /// <summary><c>Limit</c> or <c>Market</c>.</summary>
    [JsonPropertyName("orderType")]
    public string OrderType { get; init; } = string.Empty;

    /// <summary>Always empty.</summary>
    [JsonPropertyName("stopOrderType")]
    public string StopOrderType { get; init; } = string.Empty;

    /// <summary><c>CreateByUser</c>.</summary>
    [JsonPropertyName("createType")]
    public string CreateType { get; init; } = string.Empty;

    /// <summary>Fee, positive when paid.</summary>
    [JsonPropertyName("execFee")]
    public string Fee { get; init; } = string.Empty;

    /// <summary>Fee rate, a fraction.</summary>
    [JsonPropertyName("feeRate")]
    public string FeeRate { get; init; } = string.Empty;

    /// <summary>The coin of the fee.</summary>
    [JsonPropertyName("feeCoin")]
    public string FeeCoin { get; init; } = string.Empty;

    /// <summary>The same.</summary>
    [JsonPropertyName("feeCurrency")]
    public string FeeCurrency { get; init; } = string.Empty;

    /// <summary>Id of the fill.</summary>
    [JsonPropertyName("execId")]
    public string Id { get; init; } = string.Empty;

    /// <summary>Price.</summary>
    [JsonPropertyName("execPrice")]
    public string Price { get; init; } = string.Empty;

    /// <summary>Quantity, base coin.</summary>
    [JsonPropertyName("execQty")]
    public string Quantity { get; init; } = string.Empty;

    /// <summary><c>Trade</c>, <c>BustTrade</c> for a liquidation, <c>AdlTrade</c> for auto-deleveraging.</summary>
    [JsonPropertyName("execType")]
    public string Type { get; init; } = string.Empty;

    /// <summary>Price times quantity, quote coin.</summary>
    [JsonPropertyName("execValue")]
    public string Value { get; init; } = string.Empty;

    /// <summary>Unix time in milliseconds.</summary>
    [JsonPropertyName("execTime")]
    public string Time { get; init; } = string.Empty;

    /// <summary>Whether the order rested.</summary>
    [JsonPropertyName("isMaker")]
    public bool IsMaker { get; init; }

    /// <summary>Always empty.</summary>
    [JsonPropertyName("tradeIv")]
    public string TradeIv { get; init; } = string.Empty;

    /// <summary>Always empty.</summary>
    [JsonPropertyName("markIv")]
    public string MarkIv { get; init; } = string.Empty;

    /// <summary>Mark price then; empty when not recorded.</summary>
    [JsonPropertyName("markPrice")]
    public string MarkPrice { get; init; } = string.Empty;

    /// <summary>Index price then; empty when not recorded.</summary>
    [JsonPropertyName("indexPrice")]
    public string IndexPrice { get; init; } = string.Empty;

    /// <summary>Always empty.</summary>
    [JsonPropertyName("underlyingPrice")]
    public string UnderlyingPrice { get; init; } = string.Empty;

    /// <summary>Always empty.</summary>
    [JsonPropertyName("blockTradeId")]
    public string BlockTradeId { get; init; } = string.Empty;

    /// <summary>Part that reduced the position, base coin.</summary>
    [JsonPropertyName("closedSize")]
    public string ClosedSize { get; init; } = string.Empty;

    /// <summary>Profit and loss of that part; empty when not recorded.</summary>
    [JsonPropertyName("execPnl")]
    public string ExecPnl { get; init; } = string.Empty;

    /// <summary><c>0</c>.</summary>
    [JsonPropertyName("isLeverage")]
    public string IsLeverage { get; init; } = string.Empty;

    /// <summary>The market's sequence that made it.</summary>
    [JsonPropertyName("seq")]
    public long Sequence { get; init; }
}
