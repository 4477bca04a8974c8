using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Account;

/// <summary>One way in and out for a coin.</summary>
public sealed record CoinChain
{
    /// <summary>Name of the chain.</summary>
    [JsonPropertyName("chain")]
    public string Chain { get; init; } = string.Empty;

    /// <summary>The same.</summary>
    [JsonPropertyName("chainType")]
    public string ChainType { get; init; } = string.Empty;

    /// <summary>Confirmations needed.</summary>
    [JsonPropertyName("confirmation")]
    public string Confirmation { get; init; } = string.Empty;

    /// <summary>Fee of a withdrawal.</summary>
    [JsonPropertyName("withdrawFee")]
    public string WithdrawFee { get; init; } = string.Empty;

    /// <summary>Smallest deposit.</summary>
    [JsonPropertyName("depositMin")]
    public string DepositMin { get; init; } = string.Empty;

    /// <summary>Smallest withdrawal.</summary>
    [JsonPropertyName("withdrawMin")]
    public string WithdrawMin { get; init; } = string.Empty;

    /// <summary>Decimals.</summary>
    [JsonPropertyName("minAccuracy")]
    public string MinAccuracy { get; init; } = string.Empty;

    /// <summary><c>1</c> when deposits are open.</summary>
    [JsonPropertyName("chainDeposit")]
    public string ChainDeposit { get; init; } = string.Empty;

    /// <summary><c>1</c> when withdrawals are open.</summary>
    [JsonPropertyName("chainWithdraw")]
    public string ChainWithdraw { get; init; } = string.Empty;
}
