using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Tests.Markets;
using OrleansMarkets.MarketData.Following;
using OrleansMarkets.MarketData.Images;

namespace OrleansMarkets.MarketData.Tests.Following;

/// <summary>Followers of a live cluster, the same on both runtimes; the book's activation is fenced again and again.</summary>
public sealed class ClusterTests(MarketCluster cluster) : IClassFixture<MarketCluster>
{
    private const string Symbol = "BTCUSDT-PERP";
    private const string Feed = "BTC-USDT";
    private const int Rounds = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Followers_find_the_market_and_fold_its_log_through_ends_of_its_activation()
    {
        using ServiceProvider host = new ServiceCollection()
            .AddSingleton<Orleans.IGrainFactory>(cluster.Client)
            .AddLogging()
            .AddMarketData(options =>
            {
                options.RegistryPeriod = TimeSpan.FromMilliseconds(50);
                options.PollWait = TimeSpan.FromSeconds(1);
                options.JitterSeed = 1;
            })
            .BuildServiceProvider();
        IHostedService service = Assert.Single(host.GetServices<IHostedService>());
        await service.StartAsync(CancellationToken.None);
        MarketFollowers followers = host.GetRequiredService<MarketFollowers>();
        Assert.False(followers.TryGet(Symbol, out _));
        Assert.Equal(ResultCode.Ok, await cluster.Registry.AddMarket(Definitions.Perpetual()));
        MarketFollower follower = await MarketCluster.Until(
            () => Task.FromResult(followers.TryGet(Symbol, out MarketFollower? found) ? found : null), found => found is not null)
            ?? throw new InvalidOperationException();
        await cluster.DepositAsync("maker", 1, 1_000_000);
        await cluster.DepositAsync("taker", 2, 1_000_000);

        for (int round = 0; round < Rounds; round++)
        {
            await cluster.FenceAsync("market/" + Symbol);
            await TradeAsync(follower, round);
        }

        await AssertSameAsync(follower);
        Assert.True(follower.MarketEpoch > Rounds);
        Assert.Equal([Symbol], followers.Markets.Select(market => market.Symbol));
        await service.StopAsync(CancellationToken.None);
        PlaceResult late = await PlaceAsync(1, Side.Buy, 590_000, 1, "late");
        Assert.False(await follower.WaitForAsync(late.Sequence, TimeSpan.FromMilliseconds(50)));
    }

    private async Task TradeAsync(MarketFollower follower, int round)
    {
        PlaceResult ask = await PlaceAsync(1, Side.Sell, 600_000 + round, 10, $"ask-{round}");
        PlaceResult bid = await PlaceAsync(2, Side.Buy, 600_000 + round, 4, $"bid-{round}");
        Assert.Equal(4, bid.FilledLots);

        // Read your writes: what was acknowledged at a sequence is there once that is folded.
        Assert.True(await follower.WaitForAsync(bid.Sequence, Patience));
        OrderImage resting = follower.Replica.FindOrder(1, $"ask-{round}")!;
        Assert.Equal((ask.OrderId, OrderStatus.PartiallyFilled, 6L), (resting.OrderId, resting.Status, resting.RestingLots));
        OrderImage filled = follower.Replica.FindOrder(2, $"bid-{round}")!;
        Assert.Equal((bid.OrderId, OrderStatus.Filled, bid.Sequence), (filled.OrderId, filled.Status, filled.LastSequence));
        Assert.Equal(bid.Sequence, follower.Replica.ReadTrades(1)[0].Id.Sequence);

        // The rest goes, so that the next round's bid meets the next round's ask.
        PlaceResult rest = await PlaceAsync(2, Side.Buy, 600_000 + round, 6, $"rest-{round}");
        Assert.Equal(6, rest.FilledLots);
        await PlaceAsync(1, Side.Buy, 590_000 + round, 5, $"deep-{round}");
    }

    private async Task AssertSameAsync(MarketFollower follower)
    {
        IOrderBookGrain book = cluster.Client.GetGrain<IOrderBookGrain>(Symbol);
        RowPage rows = await MarketCluster.Until(
            () => book.ReadRows(new RowQuery(0, 100, false)), page => page.Rows.Length >= 2);
        Assert.True(await follower.WaitForAsync(rows.Sequence, Patience));
        foreach (RowImage row in rows.Rows)
        {
            AccountTotals totals = follower.Replica.ReadTotals(row.Account);
            Assert.Equal(
                (row.SizeLots, row.CostBasisQuanta, row.FeesQuanta, row.RealisedPnlQuanta),
                (totals.SizeLots, totals.CostBasisQuanta, totals.FeesQuanta, totals.RealisedQuanta));
            Assert.Equal(row.OpenOrders, follower.Replica.ReadOpenOrders(row.Account).Length);
        }

        DepthSnapshot live = await book.GetDepth(50);
        DepthImage folded = follower.Replica.ReadDepth(50);
        Assert.Equal(
            live.Bids.Concat(live.Asks).Select(level => (level.PriceUnits, level.QuantityLots, level.Orders)),
            folded.Bids.Concat(folded.Asks).Select(level => (level.PriceUnits, level.Lots, level.Orders)));
    }

    // As clients do: the same command again until there is a result, while the oracle goes on.
    private async Task<PlaceResult> PlaceAsync(long account, Side side, long priceUnits, long lots, string name)
    {
        CommandKey id = cluster.NextId();
        PlaceResult result = await MarketCluster.Until(
            async () =>
            {
                await cluster.PublishAsync(Feed, 60_000);
                PlaceOrder order = new(
                    id, Symbol, side, OrderType.Limit, TimeInForce.GoodTillCancelled, OrderFlags.None, priceUnits, lots, 0, name);
                PlaceResult placed = await TryPlaceAsync(account, order);
                id = IsDecided(placed.Code) ? cluster.NextId() : id;
                return placed;
            },
            placed => placed.Code is not (ResultCode.Unknown or ResultCode.Unavailable) && !IsDecided(placed.Code));
        Assert.Equal(ResultCode.Ok, result.Code);
        return result;
    }

    // A rejection that a later moment would not give; it is the result of its id, so the next attempt has another.
    private static bool IsDecided(ResultCode code) =>
        code is ResultCode.StalePrice or ResultCode.AccountRecovering or ResultCode.MarketNotOpen or ResultCode.DeadlineExpired;

    private async Task<PlaceResult> TryPlaceAsync(long account, PlaceOrder order)
    {
        try
        {
            return await cluster.Client.GetGrain<ICrossMarginGrain>(account).PlaceOrder(order);
        }
        catch (Exception)
        {
            return new PlaceResult(ResultCode.Unknown, 0, OrderStatus.None, 0, 0, 0, 0);
        }
    }
}
