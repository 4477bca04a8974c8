using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Account;

/// <summary>What a key may do, by product.</summary>
public sealed record ApiKeyPermissions
{
    /// <summary>Orders and positions of contracts.</summary>
    [JsonPropertyName("ContractTrade")]
    public IReadOnlyList<string> ContractTrade { get; init; } = [];

    /// <summary>Spot trading.</summary>
    [JsonPropertyName("Spot")]
    public IReadOnlyList<string> Spot { get; init; } = [];

    /// <summary>Transfers and withdrawals.</summary>
    [JsonPropertyName("Wallet")]
    public IReadOnlyList<string> Wallet { get; init; } = [];

    /// <summary>Always empty.</summary>
    [JsonPropertyName("Options")]
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Contracts in the unified account.</summary>
    [JsonPropertyName("Derivatives")]
    public IReadOnlyList<string> Derivatives { get; init; } = [];

    /// <summary>Always empty.</summary>
    [JsonPropertyName("Exchange")]
    public IReadOnlyList<string> Exchange { get; init; } = [];

    /// <summary>Operator calls under <c>/v5/x</c>.</summary>
    [JsonPropertyName("Admin")]
    public IReadOnlyList<string> Admin { get; init; } = [];
}
