using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Tests.Markets;

namespace OrleansMarkets.Grains.Tests.Cluster;

/// <summary>Accounts and markets need not live on the same silo.</summary>
public sealed class TwoSiloTests : IAsyncLifetime
{
    private const string Symbol = "BTCUSDT-PERP";
    private const int MaximumAccounts = 200;
    private const long DepositUsdt = 1_000_000;
    private const long PriceUnits = 600_000; // 60,000 USDT

    private readonly MarketCluster _cluster = new(silos: 2);

    private IOrderBookGrain Book => _cluster.Client.GetGrain<IOrderBookGrain>(Symbol);

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task An_account_trades_on_a_market_of_the_other_silo()
    {
        await OpenMarketAsync();
        (ICrossMarginGrain near, ICrossMarginGrain far) = await FindAccountsAsync();

        PlaceResult resting = await PlaceAsync(near, Side.Sell, OrderType.Limit, TimeInForce.GoodTillCancelled, 100);
        Assert.Equal((ResultCode.Ok, OrderStatus.Open), (resting.Code, resting.Status));
        PlaceResult taken = await PlaceAsync(far, Side.Buy, OrderType.Limit, TimeInForce.ImmediateOrCancel, 40);
        Assert.Equal((ResultCode.Ok, 40L), (taken.Code, taken.FilledLots));
        PlaceResult restingFar = await PlaceAsync(far, Side.Sell, OrderType.Limit, TimeInForce.GoodTillCancelled, 10);
        Assert.Equal((ResultCode.Ok, OrderStatus.Open), (restingFar.Code, restingFar.Status));
        PlaceResult takenNear = await PlaceAsync(near, Side.Buy, OrderType.Limit, TimeInForce.ImmediateOrCancel, 100);
        Assert.Equal(ResultCode.Ok, takenNear.Code);

        // The maker hears of each fill by a push of its row, once from its own silo and once from the other.
        RiskReport nearRisk = await MarketCluster.Until(near.GetRisk, risk => RowOf(risk).SizeLots == -30);
        RiskReport farRisk = await MarketCluster.Until(far.GetRisk, risk => RowOf(risk).SizeLots == 30);
        Assert.NotEqual(_cluster.Hosts[Book], _cluster.Hosts[far]);
        Assert.Equal(_cluster.Hosts[Book], _cluster.Hosts[near]);
        await RequireSumsAsync(nearRisk, farRisk);
    }

    private async Task OpenMarketAsync()
    {
        const long NoStaleIndexNs = 3_600_000_000_000;
        MarketDefinition definition = Definitions.Perpetual(Symbol) with { MaximumIndexAgeNs = NoStaleIndexNs };
        Assert.Equal(ResultCode.Ok, await _cluster.Registry.AddMarket(definition));
        await _cluster.PublishAsync(definition.OracleFeed, 60_000);
        await MarketCluster.Until(Book.GetReport, report => report.Phase == MarketPhase.Open);
    }

    // The runtime places an account where it likes: numbers are tried until one is beside the book and one is not.
    private async Task<(ICrossMarginGrain Near, ICrossMarginGrain Far)> FindAccountsAsync()
    {
        ICrossMarginGrain? near = null;
        ICrossMarginGrain? far = null;
        for (long account = 1; account <= MaximumAccounts && (near is null || far is null); account++)
        {
            await _cluster.DepositAsync("user-" + account, account, DepositUsdt);
            ICrossMarginGrain grain = _cluster.Client.GetGrain<ICrossMarginGrain>(account);
            bool isNear = _cluster.Hosts[grain] == _cluster.Hosts[Book];
            near ??= isNear ? grain : null;
            far ??= isNear ? null : grain;
        }

        Assert.True(near is not null && far is not null, $"{MaximumAccounts} accounts are all on one silo.");
        return (near, far);
    }

    // Right after the start a silo may have no price yet, and a book may be out of its reach: nothing happened, and it is tried again.
    private Task<PlaceResult> PlaceAsync(ICrossMarginGrain account, Side side, OrderType type, TimeInForce timeInForce, long lots) =>
        MarketCluster.Until(
            () => account.PlaceOrder(new PlaceOrder(
                _cluster.NextId(), Symbol, side, type, timeInForce, OrderFlags.None, PriceUnits, lots, DeadlineNs: 0)),
            result => result.Code is not (ResultCode.StalePrice or ResultCode.Unavailable or ResultCode.AccountRecovering));

    private async Task RequireSumsAsync(RiskReport near, RiskReport far)
    {
        MarketReport report = await Book.GetReport();
        Assert.Equal((0L, 0L, 2L), (report.SizeSumLots, report.QuoteSumQuanta, report.Trades));
        Assert.Equal(30, report.OpenInterestLots);
        long clearedQuanta = Cleared(near) + Cleared(far) + report.FeesQuanta + report.InsuranceQuanta + report.PoolQuanta;
        Assert.Equal(0, clearedQuanta);
        Assert.True(report.FeesQuanta > 0);
        foreach (RiskReport risk in new[] { near, far })
        {
            Assert.Equal(DepositUsdt * 1_000_000, risk.Balances.Single(line => line.Asset == "USDT").LedgerQuanta);
        }
    }

    private static RowQuote RowOf(RiskReport risk) =>
        risk.Positions.SingleOrDefault(line => line.Symbol == Symbol) is { } line
            ? new RowQuote(line.Row.SizeLots, line.Row.QuoteQuanta)
            : default;

    private static long Cleared(RiskReport risk) => RowOf(risk).QuoteQuanta;

    private readonly record struct RowQuote(long SizeLots, long QuoteQuanta);
}
