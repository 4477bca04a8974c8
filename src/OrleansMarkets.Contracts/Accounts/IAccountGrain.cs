using System.Collections.Immutable;
using Orleans;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;

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

    /// <summary>Registers a key of one of the user's accounts; the same record again changes nothing.</summary>
    /// <param name="callerKey">The user's key that asks for it, which needs <see cref="ApiKeyScopes.Admin"/>; empty for the host.</param>
    /// <param name="key">The key.</param>
    /// <returns>
    /// Ok; Forbidden when the caller's key may not; InvalidRequest when the record is malformed, the account is not the user's, or the id
    /// is taken.
    /// </returns>
    [Alias("CreateKey")]
    Task<ResultCode> CreateKey(string callerKey, ApiKeyRecord key);

    /// <summary>Disables a key for good; one that is disabled stays so.</summary>
    /// <param name="callerKey">As in <see cref="CreateKey"/>.</param>
    /// <param name="keyId">The key.</param>
    /// <returns>Ok; Forbidden when the caller's key may not; InvalidRequest when the user has no such key.</returns>
    [Alias("DisableKey")]
    Task<ResultCode> DisableKey(string callerKey, string keyId);

    /// <summary>One key of the user; null when there is none of this id.</summary>
    [Alias("GetKey")]
    Task<ApiKeyRecord?> GetKey(string keyId);

    /// <summary>All keys of the user in the order in which they were made, disabled ones included.</summary>
    [Alias("GetKeys")]
    Task<ImmutableArray<ApiKeyRecord>> GetKeys();

    /// <summary>Withdraws on behalf of a key, which needs <see cref="ApiKeyScopes.Withdraw"/>.</summary>
    /// <param name="callerKey">A key of the user; the account is the key's.</param>
    /// <param name="command">The withdrawal.</param>
    [Alias("WithdrawByKey")]
    Task<LedgerResult> WithdrawByKey(string callerKey, LedgerCommand command);

    /// <summary>Transfers on behalf of a key, which needs <see cref="ApiKeyScopes.Transfer"/>.</summary>
    /// <param name="callerKey">A key of the user; the account is the key's.</param>
    /// <param name="command">The transfer.</param>
    [Alias("TransferByKey")]
    Task<LedgerResult> TransferByKey(string callerKey, LedgerCommand command);
}
