using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Market;

/// <summary>Prices of a spot market.</summary>
public sealed record SpotTicker
{
    /// <summary>Symbol.</summary>
    [JsonPropertyName("symbol")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary>Price of the last trade; empty before the first.</summary>
    [JsonPropertyName("lastPrice")]
    public string LastPrice { get; init; } = string.Empty;

    /// <summary>Highest price of 24 hours.</summary>
    [JsonPropertyName("highPrice24h")]
    public string HighPrice24h { get; init; } = string.Empty;

    /// <summary>Lowest price of 24 hours.</summary>
    [JsonPropertyName("lowPrice24h")]
    public string LowPrice24h { get; init; } = string.Empty;

    /// <summary>Price 24 hours ago.</summary>
    [JsonPropertyName("prevPrice24h")]
    public string PrevPrice24h { get; init; } = string.Empty;

    /// <summary>Change since then, a fraction.</summary>
    [JsonPropertyName("price24hPcnt")]
    public string Price24hPcnt { get; init; } = string.Empty;

    /// <summary>Volume of 24 hours, base coin.</summary>
    [JsonPropertyName("volume24h")]
    public string Volume24h { get; init; } = string.Empty;

    /// <summary>Turnover of 24 hours, quote coin.</summary>
    [JsonPropertyName("turnover24h")]
    public string Turnover24h { get; init; } = string.Empty;

    /// <summary>Best bid; empty when there is none.</summary>
    [JsonPropertyName("bid1Price")]
    public string Bid1Price { get; init; } = string.Empty;

    /// <summary>Its size, base coin.</summary>
    [JsonPropertyName("bid1Size")]
    public string Bid1Size { get; init; } = string.Empty;

    /// <summary>Best ask; empty when there is none.</summary>
    [JsonPropertyName("ask1Price")]
    public string Ask1Price { get; init; } = string.Empty;

    /// <summary>Its size, base coin.</summary>
    [JsonPropertyName("ask1Size")]
    public string Ask1Size { get; init; } = string.Empty;

    /// <summary>Index price; empty when unknown.</summary>
    [JsonPropertyName("usdIndexPrice")]
    public string UsdIndexPrice { get; init; } = string.Empty;

    /// <summary>Of this venue: what the market admits, <c>Open</c> or another phase.</summary>
    [JsonPropertyName("phase")]
    public string Phase { get; init; } = string.Empty;

    /// <summary>Of this venue: the price that the coming auction would give; absent without one.</summary>
    [JsonPropertyName("auctionPrice")]
    public string? AuctionPrice { get; init; }

    /// <summary>Of this venue: the quantity that would trade at it, base coin; absent without one.</summary>
    [JsonPropertyName("auctionSize")]
    public string? AuctionSize { get; init; }

    /// <summary>Of this venue: what would be left over at that price, base coin: above zero more would buy; absent without one.</summary>
    [JsonPropertyName("auctionImbalance")]
    public string? AuctionImbalance { get; init; }
}
