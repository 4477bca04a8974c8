using OrleansMarkets.Client.Retries;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.MarketData.Symbols;

namespace OrleansMarkets.Client.Cluster;

/// <summary>The operator's calls to the grains. Accounts need no key here: whoever can call grains acts for any of them.</summary>
internal sealed class ClusterMarketsAdmin(ClusterMarkets markets, Repeater repeater) : IMarketsAdmin
{
    private const long DirectoryKey = 0;

    // Whoever can call grains has no name of his own.
    private const string Actor = "cluster";

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

    // Not repeated: an order that came meanwhile would be undone.
    public async Task<MarketState> SetPhaseAsync(MarketId market, TradingPhase phase, string reason, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        ListedMarket listed = await markets.GetAsync(market, cancellation);
        var order = new PhaseOrder(Enum.Parse<MarketPhase>(phase.ToString()), Actor, reason);
        PhaseReply reply = await ClusterCalls.ChangeAsync(
            markets.Options, () => markets.Grains.GetGrain<IOrderBookGrain>(listed.Symbol).SetPhase(order), order: null, cancellation);
        return reply.Code == ResultCode.Ok
            ? new MarketState(market, reply.Phase.ToString(), reply.Sequence)
            : throw ClusterCalls.Failure(reply.Code, order: null);
    }

    public Task DepositAsync(long account, string asset, decimal amount, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);

        // The id makes a repetition harmless: it is made once, before the first attempt.
        var command = new LedgerCommand(
            CommandKeys.New(), asset, ClusterMapping.Quanta(markets.Options.Assets, asset, amount), Counterparty: 0);
        return repeater.RepeatAsync(() => Attempts.OfAsync(() => DepositAsync(account, command, cancellation)), cancellation);
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
