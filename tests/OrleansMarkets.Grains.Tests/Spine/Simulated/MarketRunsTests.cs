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

    [Fact]
    public void A_stop_is_reserved_for_at_its_worst_price_and_closes_the_position_when_the_mark_reaches_it()
    {
        using DeterministicCluster cluster = NewCluster();
        cluster.Run(async () =>
        {
            IClusterClient client = cluster.Client;
            await OpenMarket(cluster);
            await Place(client, 1, 1, Side.Sell, OrderType.Limit, 5_000_000, 40);
            await Place(client, 1, 2, Side.Buy, OrderType.Limit, 4_900_000, 40);
            await Place(client, 2, 1, Side.Buy, OrderType.Market, 0, 40);
            PlaceResult opening = await Stop(client, 2, 2, Side.Buy, 5_100_000, 10, OrderFlags.None);
            Assert.Equal((ResultCode.Ok, OrderStatus.Untriggered, 10L), (opening.Code, opening.Status, opening.RemainingLots));
            RiskReport risk = await client.GetGrain<ICrossMarginGrain>(2).GetRisk();

            // The worst price is 5 % above the trigger: 355,000 units above the mark for 10 lots of 10 quanta, and the fee there.
            Assert.Equal((10L, 35_500_000L + 267_750L), (risk.Positions[0].Row.OpenBuyLots, risk.Positions[0].Row.OrderReserveQuanta));
            PlaceResult loss = await Stop(client, 2, 3, Side.Sell, 4_950_000, 40, OrderFlags.ReduceOnly);
            Assert.Equal(OrderStatus.Untriggered, loss.Status);
            await Publish(cluster, 49_400_00000000, 2);
            await Task.Delay(TimeSpan.FromMilliseconds(500), cluster.Clock);
            risk = await client.GetGrain<ICrossMarginGrain>(2).GetRisk();
            Assert.Equal((0L, 10L), (risk.Positions[0].Row.SizeLots, risk.Positions[0].Row.OpenBuyLots));
        });
    }

    [Fact]
    public void A_scale_order_is_admitted_whole_or_not_at_all()
    {
        using DeterministicCluster cluster = NewCluster();
        cluster.Run(async () =>
        {
            IClusterClient client = cluster.Client;
            await OpenMarket(cluster);
            ICrossMarginGrain account = client.GetGrain<ICrossMarginGrain>(1);
            var scale = new ScaleOrder(
                TestVenue.Id(1),
                TestVenue.Symbol,
                Side.Buy,
                OrderFlags.None,
                4_900_000,
                4_960_000,
                4,
                22,
                ScaleSpacing.Linear,
                ScaleSpacing.Linear,
                1_000_000,
                0);
            ScaleResult placed = await account.PlaceScale(scale);
            Assert.Equal(ResultCode.Ok, placed.Code);
            Assert.Equal([6L, 6L, 5L, 5L], placed.Orders.Select(order => order.RemainingLots));
            ScaleResult again = await account.PlaceScale(scale);
            Assert.Equal(placed.Orders.Select(order => order.OrderId), again.Orders.Select(order => order.OrderId));
            ScaleResult tooMuch = await account.PlaceScale(scale with { Id = TestVenue.Id(2), QuantityLots = 1_000_000 });
            Assert.Equal(ResultCode.InsufficientMargin, tooMuch.Code);
            Assert.All(tooMuch.Orders, order => Assert.Equal(ResultCode.InsufficientMargin, order.Code));
            RiskReport risk = await account.GetRisk();
            Assert.Equal((22L, 4), (risk.Positions[0].Row.OpenBuyLots, risk.Positions[0].Row.OpenOrders));
        });
    }

    private static async Task OpenMarket(DeterministicCluster cluster)
    {
        await cluster.Client.GetGrain<IMarketRegistryGrain>(0).AddMarket(TestVenue.Market);
        await Publish(cluster, 50_000_00000000);
        await Deposit(cluster.Client, 1, 100_000);
        await Deposit(cluster.Client, 2, 100_000);
    }

    private static Task<PlaceResult> Stop(
        IClusterClient client, long account, ulong id, Side side, long trigger, long lots, OrderFlags flags) =>
        client.GetGrain<ICrossMarginGrain>(account).PlaceOrder(new PlaceOrder(
            TestVenue.Id(id),
            TestVenue.Symbol,
            side,
            OrderType.Market,
            TimeInForce.ImmediateOrCancel,
            flags,
            0,
            lots,
            0,
            string.Empty,
            new OrderInstructions(Trigger: new TriggerTerms(TriggerKind.Stop, TriggerPrice.Mark, trigger, 0, 0, 0))));

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

    private static async Task Publish(DeterministicCluster cluster, long priceE8, long number = 1)
    {
        IOracleGrain oracle = cluster.Client.GetGrain<IOracleGrain>(TestVenue.Feed);
        for (int publisher = 1; publisher <= 3; publisher++)
        {
            ResultCode code = await oracle.Publish(
                new PublisherPrice(publisher, number, priceE8, priceE8 / 10_000, cluster.Clock.NowNs()));
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
