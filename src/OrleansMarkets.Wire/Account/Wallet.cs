using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Account;

/// <summary>The unified account: its sums in the settlement coin, and its coins.</summary>
public sealed record Wallet
{
    /// <summary><c>UNIFIED</c>.</summary>
    [JsonPropertyName("accountType")]
    public string AccountType { get; init; } = string.Empty;

    /// <summary>Equity.</summary>
    [JsonPropertyName("totalEquity")]
    public string TotalEquity { get; init; } = string.Empty;

    /// <summary>Settled balances.</summary>
    [JsonPropertyName("totalWalletBalance")]
    public string TotalWalletBalance { get; init; } = string.Empty;

    /// <summary>Equity that counts as margin.</summary>
    [JsonPropertyName("totalMarginBalance")]
    public string TotalMarginBalance { get; init; } = string.Empty;

    /// <summary>Equity less the initial requirement, not below zero.</summary>
    [JsonPropertyName("totalAvailableBalance")]
    public string TotalAvailableBalance { get; init; } = string.Empty;

    /// <summary>Unrealised profit and loss of perpetuals.</summary>
    [JsonPropertyName("totalPerpUPL")]
    public string TotalUnrealisedPnl { get; init; } = string.Empty;

    /// <summary>Initial requirement, open orders included.</summary>
    [JsonPropertyName("totalInitialMargin")]
    public string TotalInitialMargin { get; init; } = string.Empty;

    /// <summary>Maintenance requirement.</summary>
    [JsonPropertyName("totalMaintenanceMargin")]
    public string TotalMaintenanceMargin { get; init; } = string.Empty;

    /// <summary>Initial requirement ÷ equity, a fraction.</summary>
    [JsonPropertyName("accountIMRate")]
    public string InitialMarginRate { get; init; } = string.Empty;

    /// <summary>Maintenance requirement ÷ equity, a fraction.</summary>
    [JsonPropertyName("accountMMRate")]
    public string MaintenanceMarginRate { get; init; } = string.Empty;

    /// <summary><c>0</c>.</summary>
    [JsonPropertyName("accountLTV")]
    public string LoanToValue { get; init; } = string.Empty;

    /// <summary>The coins.</summary>
    [JsonPropertyName("coin")]
    public IReadOnlyList<WalletCoin> Coins { get; init; } = [];
}
