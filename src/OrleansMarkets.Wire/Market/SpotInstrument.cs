using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Market;

/// <summary>A spot market.</summary>
public sealed record SpotInstrument
{
    /// <summary>Symbol, for example <c>BTCUSDT</c>.</summary>
    [JsonPropertyName("symbol")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary>The coin that quantities measure.</summary>
    [JsonPropertyName("baseCoin")]
    public string BaseCoin { get; init; } = string.Empty;

    /// <summary>The coin that prices are in.</summary>
    [JsonPropertyName("quoteCoin")]
    public string QuoteCoin { get; init; } = string.Empty;

    /// <summary>Always <c>0</c>.</summary>
    [JsonPropertyName("innovation")]
    public string Innovation { get; init; } = string.Empty;

    /// <summary><c>Trading</c>.</summary>
    [JsonPropertyName("status")]
    public string Status { get; init; } = string.Empty;

    /// <summary><c>none</c>.</summary>
    [JsonPropertyName("marginTrading")]
    public string MarginTrading { get; init; } = string.Empty;

    /// <summary>Quantities that are admitted.</summary>
    [JsonPropertyName("lotSizeFilter")]
    public SpotLotSizeFilter LotSizeFilter { get; init; } = new();

    /// <summary>Prices that are admitted.</summary>
    [JsonPropertyName("priceFilter")]
    public SpotPriceFilter PriceFilter { get; init; } = new();
}
