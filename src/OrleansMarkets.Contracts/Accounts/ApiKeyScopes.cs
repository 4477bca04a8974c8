namespace OrleansMarkets.Contracts.Accounts;

/// <summary>What a key may do.</summary>
[Flags]
public enum ApiKeyScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read orders, positions and balances of its account.</summary>
    Read = 1,

    /// <summary>Place and cancel orders; call liquidations.</summary>
    Trade = 2,

    /// <summary>Cancel orders.</summary>
    CancelOnly = 4,

    /// <summary>Transfer to other accounts.</summary>
    Transfer = 8,

    /// <summary>Withdraw.</summary>
    Withdraw = 16,

    /// <summary>Operate the venue (open accounts, deposit, audit) and manage the user's keys.</summary>
    Admin = 32,
}
