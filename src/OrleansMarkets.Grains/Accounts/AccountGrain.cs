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
/// A user and its trading accounts. Money moves in the accounts' own grains; here is decided only whose accounts they are.
/// </summary>
[Reentrant, GrainType("user")]
public sealed class AccountGrain(IJournalStore store, TimeProvider clock, IOptions<JournalingOptions> journaling) : Grain, IAccountGrain
{
    /// <summary>Most trading accounts of one user.</summary>
    public const int MaximumTradingAccounts = 100;

    private readonly UserLog _user = new();
    private readonly RecordWriter _record = new();
    private GrainLog _log = null!;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) => _log = await GrainLog.OpenAsync(
        store,
        UserLog.StreamOf(this.GetPrimaryKeyString()),
        _user,
        clock,
        journaling.Value,
        _ => DeactivateOnIdle(),
        cancellationToken);

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _log.CloseAsync();

    /// <inheritdoc/>
    public async Task<UserProfile> OpenTradingAccount(long tradingAccount)
    {
        // The claim is durable before the user's record: if the record fails, only this user can try again.
        if (MayOpen(tradingAccount)
            && await GrainFactory.GetGrain<IAccountOwnerGrain>(tradingAccount).Claim(this.GetPrimaryKeyString())
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
        UserProfile profile = new(this.GetPrimaryKeyString(), [.. _user.Accounts]);
        await _log.Barrier();
        return profile;
    }

    /// <inheritdoc/>
    public Task<LedgerResult> Deposit(long tradingAccount, LedgerCommand command) =>
        Owns(tradingAccount) ? GrainFactory.GetGrain<ICrossMarginGrain>(tradingAccount).Deposit(command) : Refused;

    /// <inheritdoc/>
    public Task<LedgerResult> Withdraw(long tradingAccount, LedgerCommand command) =>
        Owns(tradingAccount) ? GrainFactory.GetGrain<ICrossMarginGrain>(tradingAccount).Withdraw(command) : Refused;

    private static Task<LedgerResult> Refused => Task.FromResult(new LedgerResult(ResultCode.InvalidRequest, 0, 0));

    private bool Owns(long account) => _user.Accounts.Contains(account);

    private bool MayOpen(long account) =>
        account > 0 && !Owns(account) && _user.Accounts.Count < MaximumTradingAccounts && _log.CanAccept;
}
