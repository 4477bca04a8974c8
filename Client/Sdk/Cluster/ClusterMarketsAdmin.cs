using OrleansMarkets.Client.Retries;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Client.Cluster;

/// <summary>The operator's calls to the grains. Accounts need no key here: whoever can call grains acts for any of them.</summary>
internal sealed class ClusterMarketsAdmin(ClusterMarkets markets, Repeater repeater) : IMarketsAdmin
{
    private const long DirectoryKey = 0;

    // Not repeated: a second call would open a second account.
    public async Task<AccountCredentials> CreateAccountAsync(CancellationToken cancellation)
    {
        long account = await ClusterCalls.ChangeAsync(
            markets.Options, () => markets.Grains.GetGrain<IAccountDirectoryGrain>(DirectoryKey).Allocate(), order: null, cancellation);
        string user = $"cluster-{account}";
        UserProfile profile = await ClusterCalls.ChangeAsync(
            markets.Options,
            () => markets.Grains.GetGrain<IAccountGrain>(user).OpenTradingAccount(account),
            order: null,
            cancellation);
        return profile.TradingAccounts.Contains(account)
            ? new AccountCredentials(account, "", "")
            : throw new RequestRejectedException(new MarketsError(0, 0, $"account {account} could not be opened"));
    }

    public Task DepositAsync(long account, string asset, decimal amount, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);

        // The id makes a repetition harmless: it is made once, before the first attempt.
        var command = new LedgerCommand(
            CommandKeys.New(), asset, ClusterMapping.Quanta(markets.Options.Assets, asset, amount), Counterparty: 0);
        return repeater.RepeatAsync(() => DepositAsync(account, command, cancellation), cancellation);
    }

    private async Task DepositAsync(long account, LedgerCommand command, CancellationToken cancellation)
    {
        LedgerResult result = await ClusterCalls.ChangeAsync(
            markets.Options,
            () => markets.Grains.GetGrain<ICrossMarginGrain>(account).Deposit(command),
            order: null,
            cancellation);
        if (result.Code != ResultCode.Ok)
        {
            throw ClusterCalls.Failure(result.Code, order: null);
        }
    }
}
