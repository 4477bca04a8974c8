using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Accounts;

/// <summary>
/// A user, its trading accounts and its keys. Money moves in the accounts' own grains; here is decided only whose accounts they are.
/// </summary>
[Reentrant, GrainType("user")]
public sealed class AccountGrain(IJournalStore store, TimeProvider clock, IOptions<JournalingOptions> journaling)
    : ExchangeGrain, IAccountGrain
{
    /// <summary>Most trading accounts of one user.</summary>
    public const int MaximumTradingAccounts = 100;

    private UserLog _user = null!;
    private readonly RecordWriter _record = new();
    private GrainLog _log = null!;

    private string User => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    protected override async Task ActivateAsync(CancellationToken cancellationToken)
    {
        _user = new UserLog(User);
        _log = await GrainLog.OpenAsync(
            store, UserLog.StreamOf(User), _user, clock, journaling.Value, _ => DeactivateOnIdle(), cancellationToken);
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _log.CloseAsync();

    /// <inheritdoc/>
    public async Task<UserProfile> OpenTradingAccount(long tradingAccount)
    {
        // The claim is durable before the user's record: if the record fails, only this user can try again.
        if (MayOpen(tradingAccount)
            && await GrainFactory.GetGrain<IAccountOwnerGrain>(tradingAccount).Claim(User)
            && MayOpen(tradingAccount))
        {
            _record.Clear();
            long timeNs = _user.Open(tradingAccount, clock.NowNs(), _record);
            await _log.Append(timeNs, _record.Written);
        }

        return await GetProfile();
    }

    /// <inheritdoc/>
    public async Task<UserProfile> GetProfile()
    {
        UserProfile profile = new(User, [.. _user.Accounts]);
        await _log.Barrier();
        return profile;
    }

    /// <inheritdoc/>
    public Task<LedgerResult> Deposit(long tradingAccount, LedgerCommand command) =>
        Owns(tradingAccount) ? GrainFactory.GetGrain<ICrossMarginGrain>(tradingAccount).Deposit(command) : Refused;

    /// <inheritdoc/>
    public Task<LedgerResult> Withdraw(long tradingAccount, LedgerCommand command) =>
        Owns(tradingAccount) ? GrainFactory.GetGrain<ICrossMarginGrain>(tradingAccount).Withdraw(command) : Refused;

    /// <inheritdoc/>
    public async Task<ResultCode> CreateKey(string callerKey, ApiKeyRecord key)
    {
        if (!IsAllowed(callerKey, ApiKeyScopes.Admin, out _))
        {
            return ResultCode.Forbidden;
        }

        if (_user.Find(key.KeyId) is { } known)
        {
            await _log.Barrier();
            return ApiKeyRules.IsSame(known, key) ? ResultCode.Ok : ResultCode.InvalidRequest;
        }

        // The claim is durable before the user's record: if the record fails, only this user can try again.
        bool isMine = MayKeep(key) && await GrainFactory.GetGrain<IApiKeyOwnerGrain>(key.KeyId).Claim(User);
        if (!isMine || !MayKeep(key))
        {
            return ResultCode.InvalidRequest;
        }

        _record.Clear();
        await _log.Append(_user.Add(key, clock.NowNs(), _record), _record.Written);
        return ResultCode.Ok;
    }

    /// <inheritdoc/>
    public async Task<ResultCode> DisableKey(string callerKey, string keyId)
    {
        if (!IsAllowed(callerKey, ApiKeyScopes.Admin, out _))
        {
            return ResultCode.Forbidden;
        }

        if (_user.Find(keyId) is not { } key)
        {
            await _log.Barrier();
            return ResultCode.InvalidRequest;
        }

        if (key.IsDisabled)
        {
            await _log.Barrier();
            return ResultCode.Ok;
        }

        if (!_log.CanAccept)
        {
            return ResultCode.Unavailable;
        }

        _record.Clear();
        await _log.Append(_user.Disable(keyId, clock.NowNs(), _record), _record.Written);
        return ResultCode.Ok;
    }

    /// <inheritdoc/>
    public async Task<ApiKeyRecord?> GetKey(string keyId)
    {
        ApiKeyRecord? key = _user.Find(keyId);
        await _log.Barrier();
        return key;
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<ApiKeyRecord>> GetKeys()
    {
        ImmutableArray<ApiKeyRecord> keys = [.. _user.Keys];
        await _log.Barrier();
        return keys;
    }

    /// <inheritdoc/>
    public Task<LedgerResult> WithdrawByKey(string callerKey, LedgerCommand command) =>
        MoveByKey(callerKey, ApiKeyScopes.Withdraw, account => account.Withdraw(command));

    /// <inheritdoc/>
    public Task<LedgerResult> TransferByKey(string callerKey, LedgerCommand command) =>
        MoveByKey(callerKey, ApiKeyScopes.Transfer, account => account.Transfer(command));

    private static Task<LedgerResult> Refused => Task.FromResult(new LedgerResult(ResultCode.InvalidRequest, 0, 0));

    private bool Owns(long account) => _user.Accounts.Contains(account);

    private bool MayOpen(long account) =>
        account > 0 && !Owns(account) && _user.Accounts.Count < MaximumTradingAccounts && _log.CanAccept;

    private bool MayKeep(ApiKeyRecord key) =>
        key.User == User && Owns(key.Account) && ApiKeyRules.IsWellFormed(key)
        && _user.Keys.Count < ApiKeyRules.MaximumKeys && _user.Find(key.KeyId) is null && _log.CanAccept;

    // A key with a right of this user; the host, which has no key, has every right but to act as one.
    private bool IsAllowed(string callerKey, ApiKeyScopes scope, out ApiKeyRecord? key)
    {
        key = callerKey.Length == 0 ? null : _user.Find(callerKey);
        return callerKey.Length == 0 || (key is not null && ApiKeyRules.Allows(key, scope, clock.NowNs()));
    }

    private async Task<LedgerResult> MoveByKey(
        string callerKey, ApiKeyScopes scope, Func<ICrossMarginGrain, Task<LedgerResult>> move)
    {
        bool allowed = IsAllowed(callerKey, scope, out ApiKeyRecord? key) && key is not null;
        await _log.Barrier();
        return allowed
            ? await move(GrainFactory.GetGrain<ICrossMarginGrain>(key!.Account))
            : new LedgerResult(ResultCode.Forbidden, 0, 0);
    }
}
