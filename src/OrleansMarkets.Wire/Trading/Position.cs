using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>A position.</summary>
public sealed record Position
{
    /// <summary><c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string Category { get; init; } = string.Empty;

    /// <summary><c>0</c>: one-way mode.</summary>
    [JsonPropertyName("positionIdx")]
    public int PositionIdx { get; init; }

    /// <summary>The margin tier, from 1.</summary>
    [JsonPropertyName("riskId")]
    public int RiskId { get; init; }

    /// <summary>Where the tier ends, quote coin.</summary>
    [JsonPropertyName("riskLimitValue")]
    public string RiskLimitValue { get; init; } = string.Empty;

    /// <summary>Symbol.</summary>
    [JsonPropertyName("symbol")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary><c>Buy</c>, <c>Sell</c>, or empty when flat.</summary>
    [JsonPropertyName("side")]
    public string Side { get; init; } = string.Empty;

    /// <summary>Absolute size, base coin.</summary>
    [JsonPropertyName("size")]
    public string Size { get; init; } = string.Empty;

    /// <summary>Entry price.</summary>
    [JsonPropertyName("avgPrice")]
    public string AvgPrice { get; init; } = string.Empty;

    /// <summary>The same.</summary>
    [JsonPropertyName("entryPrice")]
    public string EntryPrice { get; init; } = string.Empty;

    /// <summary>Entry price times size, quote coin.</summary>
    [JsonPropertyName("positionValue")]
    public string PositionValue { get; init; } = string.Empty;

    /// <summary><c>0</c>: cross margin.</summary>
    [JsonPropertyName("tradeMode")]
    public int TradeMode { get; init; }

    /// <summary><c>Normal</c>, or <c>Liq</c> while the account is liquidated.</summary>
    [JsonPropertyName("positionStatus")]
    public string PositionStatus { get; init; } = string.Empty;

    /// <summary><c>0</c>.</summary>
    [JsonPropertyName("autoAddMargin")]
    public int AutoAddMargin { get; init; }

    /// <summary><c>0</c>: not known here.</summary>
    [JsonPropertyName("adlRankIndicator")]
    public int AdlRankIndicator { get; init; }

    /// <summary>The largest of the position's margin tier.</summary>
    [JsonPropertyName("leverage")]
    public string Leverage { get; init; } = string.Empty;

    /// <summary>Initial margin of the position, quote coin.</summary>
    [JsonPropertyName("positionBalance")]
    public string PositionBalance { get; init; } = string.Empty;

    /// <summary>Mark price.</summary>
    [JsonPropertyName("markPrice")]
    public string MarkPrice { get; init; } = string.Empty;

    /// <summary>Mark at which the account meets maintenance margin; empty when none.</summary>
    [JsonPropertyName("liqPrice")]
    public string LiquidationPrice { get; init; } = string.Empty;

    /// <summary>Always with <see cref="LiquidationPrice"/>: price at which nothing is left; else empty.</summary>
    [JsonPropertyName("bustPrice")]
    public string BustPrice { get; init; } = string.Empty;

    /// <summary>Initial margin, quote coin.</summary>
    [JsonPropertyName("positionIM")]
    public string InitialMargin { get; init; } = string.Empty;

    /// <summary>Maintenance margin, quote coin.</summary>
    [JsonPropertyName("positionMM")]
    public string MaintenanceMargin { get; init; } = string.Empty;

    /// <summary>The same at mark.</summary>
    [JsonPropertyName("positionIMByMp")]
    public string InitialMarginByMark { get; init; } = string.Empty;

    /// <summary>The same at mark.</summary>
    [JsonPropertyName("positionMMByMp")]
    public string MaintenanceMarginByMark { get; init; } = string.Empty;

    /// <summary><c>Full</c>.</summary>
    [JsonPropertyName("tpslMode")]
    public string TpslMode { get; init; } = string.Empty;

    /// <summary>Trigger of the order that takes its profit; empty for none.</summary>
    [JsonPropertyName("takeProfit")]
    public string TakeProfit { get; init; } = string.Empty;

    /// <summary>Trigger of the order that stops its loss; empty for none.</summary>
    [JsonPropertyName("stopLoss")]
    public string StopLoss { get; init; } = string.Empty;

    /// <summary>Where the trigger of its trailing stop stands; empty for none.</summary>
    [JsonPropertyName("trailingStop")]
    public string TrailingStop { get; init; } = string.Empty;

    /// <summary>Unrealised profit and loss, quote coin.</summary>
    [JsonPropertyName("unrealisedPnl")]
    public string UnrealisedPnl { get; init; } = string.Empty;

    /// <summary>Always empty.</summary>
    [JsonPropertyName("sessionAvgPrice")]
    public string SessionAvgPrice { get; init; } = string.Empty;

    /// <summary>Realised profit and loss, quote coin.</summary>
    [JsonPropertyName("curRealisedPnl")]
    public string CurrentRealisedPnl { get; init; } = string.Empty;

    /// <summary>Realised profit and loss, quote coin.</summary>
    [JsonPropertyName("cumRealisedPnl")]
    public string RealisedPnl { get; init; } = string.Empty;

    /// <summary>Grows with every change.</summary>
    [JsonPropertyName("seq")]
    public long Sequence { get; init; }

    /// <summary>Always false.</summary>
    [JsonPropertyName("isReduceOnly")]
    public bool IsReduceOnly { get; init; }

    /// <summary>Unix time in milliseconds; empty when not recorded.</summary>
    [JsonPropertyName("createdTime")]
    public string CreatedTime { get; init; } = string.Empty;

    /// <summary>Unix time in milliseconds.</summary>
    [JsonPropertyName("updatedTime")]
    public string UpdatedTime { get; init; } = string.Empty;
}
