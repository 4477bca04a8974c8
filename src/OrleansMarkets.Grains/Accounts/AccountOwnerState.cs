using Orleans;

namespace OrleansMarkets.Grains.Accounts;

/// <summary>Who owns a trading account.</summary>
[GenerateSerializer, Alias("om.account-owner-state")]
public sealed class AccountOwnerState
{
    /// <summary>The user; empty while nobody claimed it.</summary>
    [Id(0)]
    public string User { get; set; } = string.Empty;
}
