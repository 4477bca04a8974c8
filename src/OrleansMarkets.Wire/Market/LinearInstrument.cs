using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Market;

/// <summary>A contract that is margined and settled in its quote coin.</summary>
public sealed record LinearInstrument
{
    /// <summary>Symbol, for example <c>BTCUSDT</c>.</summary>
    [JsonPropertyName("symbol")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary><c>LinearPerpetual</c>.</summary>
    [JsonPropertyName("contractType")]
    public string ContractType { get; init; } = string.Empty;

    /// <summary><c>Trading</c>.</summary>
    [JsonPropertyName("status")]
    public string Status { get; init; } = string.Empty;

    /// <summary>The coin that quantities measure.</summary>
    [JsonPropertyName("baseCoin")]
    public string BaseCoin { get; init; } = string.Empty;

    /// <summary>The coin that prices are in.</summary>
    [JsonPropertyName("quoteCoin")]
    public string QuoteCoin { get; init; } = string.Empty;

    /// <summary>The coin that profit and loss is paid in.</summary>
    [JsonPropertyName("settleCoin")]
    public string SettleCoin { get; init; } = string.Empty;

    /// <summary>Unix time in milliseconds at which trading began; <c>0</c> when not recorded.</summary>
    [JsonPropertyName("launchTime")]
    public string LaunchTime { get; init; } = string.Empty;

    /// <summary><c>0</c>: a perpetual has none.</summary>
    [JsonPropertyName("deliveryTime")]
    public string DeliveryTime { get; init; } = string.Empty;

    /// <summary>Empty: a perpetual has none.</summary>
    [JsonPropertyName("deliveryFeeRate")]
    public string DeliveryFeeRate { get; init; } = string.Empty;

    /// <summary>Decimals of a price.</summary>
    [JsonPropertyName("priceScale")]
    public string PriceScale { get; init; } = string.Empty;

    /// <summary>Leverage that is admitted.</summary>
    [JsonPropertyName("leverageFilter")]
    public LeverageFilter LeverageFilter { get; init; } = new();

    /// <summary>Prices that are admitted.</summary>
    [JsonPropertyName("priceFilter")]
    public LinearPriceFilter PriceFilter { get; init; } = new();

    /// <summary>Quantities that are admitted.</summary>
    [JsonPropertyName("lotSizeFilter")]
    public LinearLotSizeFilter LotSizeFilter { get; init; } = new();

    /// <summary>Always true: one margin account for everything.</summary>
    [JsonPropertyName("unifiedMarginTrade")]
    public bool UnifiedMarginTrade { get; init; }

    /// <summary>Funding interval, minutes.</summary>
    [JsonPropertyName("fundingInterval")]
    public int FundingInterval { get; init; }

    /// <summary>Fee rate of a taker, a fraction.</summary>
    [JsonPropertyName("takerFee")]
    public string? TakerFee { get; init; }

    /// <summary>Fee rate of a maker, a fraction; negative is a rebate.</summary>
    [JsonPropertyName("makerFee")]
    public string? MakerFee { get; init; }
}
