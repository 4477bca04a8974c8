using Orleans;
using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Contracts.Accounts;

/// <summary>A user: identity, trading accounts, deposits and withdrawals. Keyed by the user's name.</summary>
[Alias("om.IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Registers a trading account of the user; the same number again changes nothing.</summary>
    /// <param name="tradingAccount">Account number, above zero.</param>
    [Alias("OpenTradingAccount")]
    Task<UserProfile> OpenTradingAccount(long tradingAccount);

    /// <summary>The user's profile.</summary>
    [Alias("GetProfile")]
    Task<UserProfile> GetProfile();

    /// <summary>Deposits to one of the user's accounts.</summary>
    [Alias("Deposit")]
    Task<LedgerResult> Deposit(long tradingAccount, LedgerCommand command);

    /// <summary>Withdraws from one of the user's accounts.</summary>
    [Alias("Withdraw")]
    Task<LedgerResult> Withdraw(long tradingAccount, LedgerCommand command);
}
