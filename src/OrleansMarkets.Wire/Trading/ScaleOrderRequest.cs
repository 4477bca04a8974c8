using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>Of this venue: a quantity spread over limit orders at several prices. What is not explained is as of a single order.</summary>
public sealed record ScaleOrderRequest
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

    /// <summary>Quantity of all orders together, base coin.</summary>
    [JsonPropertyName("qty")]
    public string? Quantity { get; init; }

    /// <summary>Number of orders, 2 to 50.</summary>
    [JsonPropertyName("orders")]
    public int? Orders { get; init; }

    /// <summary>Price of the first order.</summary>
    [JsonPropertyName("firstPrice")]
    public string? FirstPrice { get; init; }

    /// <summary>Price of the last order.</summary>
    [JsonPropertyName("lastPrice")]
    public string? LastPrice { get; init; }

    /// <summary>How prices go from first to last: <c>Linear</c> (equal differences, the default) or <c>Geometric</c> (ratios).</summary>
    [JsonPropertyName("priceSpacing")]
    public string? PriceSpacing { get; init; }

    /// <summary>How sizes do, in the same words.</summary>
    [JsonPropertyName("sizeSpacing")]
    public string? SizeSpacing { get; init; }

    /// <summary>Size of the last order as a share of the first one's, 0.001 to 1000; 1 by default.</summary>
    [JsonPropertyName("sizeRatio")]
    public string? SizeRatio { get; init; }

    /// <summary><c>GTC</c> (the default), <c>GTD</c>, <c>PostOnly</c> or <c>PostOnlySlide</c>.</summary>
    [JsonPropertyName("timeInForce")]
    public string? TimeInForce { get; init; }

    /// <summary>The same id for all its orders; the key of a retry.</summary>
    [JsonPropertyName("orderLinkId")]
    public string? OrderLinkId { get; init; }

    /// <summary>Whether they only reduce the position.</summary>
    [JsonPropertyName("reduceOnly")]
    public bool? ReduceOnly { get; init; }

    /// <summary>As of an order.</summary>
    [JsonPropertyName("smpType")]
    public string? SmpType { get; init; }

    /// <summary>As of an order.</summary>
    [JsonPropertyName("smpScope")]
    public string? SmpScope { get; init; }

    /// <summary>What each shows at a time, base coin.</summary>
    [JsonPropertyName("displayQty")]
    public string? DisplayQuantity { get; init; }

    /// <summary>Unix time in milliseconds at which they are gone.</summary>
    [JsonPropertyName("expireTime")]
    public string? ExpireTime { get; init; }

    /// <summary>A whole number above zero by which orders are cancelled together.</summary>
    [JsonPropertyName("tag")]
    public string? Tag { get; init; }
}
