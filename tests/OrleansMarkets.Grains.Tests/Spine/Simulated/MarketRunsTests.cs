using Orleans;
using Orleans.Hosting;
using Orleans.Simulation;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.Oracles;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Tests.Protocol.Simulated;
using OrleansMarkets.Journal.Memory;

namespace OrleansMarkets.Grains.Tests.Spine.Simulated;

/// <summary>The main path once through every grain, in virtual time.</summary>
public sealed class MarketRunsTests
{
    [Fact]
    public void A_trade_moves_both_rows_and_every_sum_stays_zero()
    {
        using DeterministicCluster cluster = NewCluster();
        cluster.Run(async () =>
        {
            IClusterClient client = cluster.Client;
            await client.GetGrain<IMarketRegistryGrain>(0).AddMarket(TestVenue.Market);
            await Publish(cluster, 50_000_00000000);
            await Deposit(client, 1, 100_000);
            await Deposit(client, 2, 100_000);

            PlaceResult resting = await Place(client, 1, 1, Side.Sell, OrderType.Limit, 5_001_000, 100);
            Assert.Equal(ResultCode.Ok, resting.Code);
            Assert.Equal(OrderStatus.Open, resting.Status);
            PlaceResult taken = await Place(client, 2, 1, Side.Buy, OrderType.Market, 0, 40);
            Assert.Equal(ResultCode.Ok, taken.Code);
            Assert.Equal(40, taken.FilledLots);
            Assert.Equal(OrderStatus.Filled, taken.Status);

            await Task.Delay(TimeSpan.FromMilliseconds(500), cluster.Clock);
            RiskReport maker = await client.GetGrain<ICrossMarginGrain>(1).GetRisk();
            RiskReport taker = await client.GetGrain<ICrossMarginGrain>(2).GetRisk();
            Assert.Equal(-40, maker.Positions[0].Row.SizeLots);
            Assert.Equal(60, maker.Positions[0].Row.OpenSellLots);
            Assert.Equal(40, taker.Positions[0].Row.SizeLots);
            MarketReport report = await client.GetGrain<IOrderBookGrain>(TestVenue.Symbol).GetReport();
            Assert.Equal((0L, 0L, 1L), (report.SizeSumLots, report.QuoteSumQuanta, report.Trades));
            Assert.True(report.FeesQuanta > 0);
        });
    }

    private static DeterministicCluster NewCluster()
    {
        VenueClock clock = new();
        MemoryJournalStore store = new(clock);
        DeterministicCluster cluster = new(new DeterministicClusterOptions
        {
            SiloCount = 2,
            ConfigureSilo = (_, silo) =>
            {
                silo.AddMemoryGrainStorage("state");
                silo.UseInMemoryReminderService();
                silo.AddOrleansMarkets(store, TestVenue.Assets);
            },
        });
        clock.Target = cluster.Clock;
        return cluster;
    }

    private static async Task Publish(DeterministicCluster cluster, long priceE8)
    {
        IOracleGrain oracle = cluster.Client.GetGrain<IOracleGrain>(TestVenue.Feed);
        for (int publisher = 1; publisher <= 3; publisher++)
        {
            ResultCode code = await oracle.Publish(
                new PublisherPrice(publisher, 1, priceE8, priceE8 / 10_000, cluster.Clock.NowNs()));
            Assert.Equal(ResultCode.Ok, code);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(200), cluster.Clock);
    }

    private static async Task Deposit(IClusterClient client, long account, long usdt)
    {
        LedgerResult result = await client.GetGrain<ICrossMarginGrain>(account)
            .Deposit(new LedgerCommand(TestVenue.Id(1_000), "USDT", usdt * TestVenue.Usdt, 0));
        Assert.Equal(ResultCode.Ok, result.Code);
    }

    private static Task<PlaceResult> Place(
        IClusterClient client, long account, ulong id, Side side, OrderType type, long priceUnits, long lots) =>
        client.GetGrain<ICrossMarginGrain>(account).PlaceOrder(new PlaceOrder(
            TestVenue.Id(id),
            TestVenue.Symbol,
            side,
            type,
            type == OrderType.Market ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTillCancelled,
            OrderFlags.None,
            priceUnits,
            lots,
            0));
}
