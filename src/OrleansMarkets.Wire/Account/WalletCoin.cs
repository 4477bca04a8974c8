using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Account;

/// <summary>One coin of the unified account.</summary>
public sealed record WalletCoin
{
    /// <summary>The coin.</summary>
    [JsonPropertyName("coin")]
    public string Coin { get; init; } = string.Empty;

    /// <summary>Balance and unrealised profit and loss.</summary>
    [JsonPropertyName("equity")]
    public string Equity { get; init; } = string.Empty;

    /// <summary>The same in US dollars; empty when no price is known.</summary>
    [JsonPropertyName("usdValue")]
    public string UsdValue { get; init; } = string.Empty;

    /// <summary>Settled balance.</summary>
    [JsonPropertyName("walletBalance")]
    public string WalletBalance { get; init; } = string.Empty;

    /// <summary>Taken by open spot orders.</summary>
    [JsonPropertyName("locked")]
    public string Locked { get; init; } = string.Empty;

    /// <summary><c>0</c>.</summary>
    [JsonPropertyName("borrowAmount")]
    public string BorrowAmount { get; init; } = string.Empty;

    /// <summary><c>0</c>.</summary>
    [JsonPropertyName("accruedInterest")]
    public string AccruedInterest { get; init; } = string.Empty;

    /// <summary>Empty.</summary>
    [JsonPropertyName("availableToBorrow")]
    public string AvailableToBorrow { get; init; } = string.Empty;

    /// <summary>What may leave; empty for a coin that margin does not count.</summary>
    [JsonPropertyName("availableToWithdraw")]
    public string AvailableToWithdraw { get; init; } = string.Empty;

    /// <summary><c>0</c>.</summary>
    [JsonPropertyName("bonus")]
    public string Bonus { get; init; } = string.Empty;

    /// <summary>Initial margin of open orders.</summary>
    [JsonPropertyName("totalOrderIM")]
    public string OrderInitialMargin { get; init; } = string.Empty;

    /// <summary>Initial margin of positions.</summary>
    [JsonPropertyName("totalPositionIM")]
    public string PositionInitialMargin { get; init; } = string.Empty;

    /// <summary>Maintenance margin of positions.</summary>
    [JsonPropertyName("totalPositionMM")]
    public string PositionMaintenanceMargin { get; init; } = string.Empty;

    /// <summary>Unrealised profit and loss.</summary>
    [JsonPropertyName("unrealisedPnl")]
    public string UnrealisedPnl { get; init; } = string.Empty;

    /// <summary>Realised profit and loss.</summary>
    [JsonPropertyName("cumRealisedPnl")]
    public string RealisedPnl { get; init; } = string.Empty;

    /// <summary><c>0</c>.</summary>
    [JsonPropertyName("spotBorrow")]
    public string SpotBorrow { get; init; } = string.Empty;

    /// <summary><c>0</c>.</summary>
    [JsonPropertyName("spotHedgingQty")]
    public string SpotHedgingQuantity { get; init; } = string.Empty;

    /// <summary>Whether the coin counts as margin.</summary>
    [JsonPropertyName("marginCollateral")]
    public bool MarginCollateral { get; init; }

    /// <summary>The same.</summary>
    [JsonPropertyName("collateralSwitch")]
    public bool CollateralSwitch { get; init; }
}
