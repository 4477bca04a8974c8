using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Contracts.Positions;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Positions;
using OrleansMarkets.Grains.Tests.Markets;

namespace OrleansMarkets.Grains.Tests.Keepers;

public sealed class LiquidationKeeperTests(MarketCluster cluster) : IClassFixture<MarketCluster>
{
    private const string Symbol = "BTCUSDT-PERP";
    private const string Feed = "BTC-USDT";

    [Fact]
    public async Task An_account_below_maintenance_margin_is_found_and_closed()
    {
        ILiquidationKeeperGrain keeper = cluster.Client.GetGrain<ILiquidationKeeperGrain>(0);
        await keeper.Start();
        Assert.Equal(ResultCode.Ok, await cluster.Registry.AddMarket(Definitions.Perpetual()));
        await cluster.DepositAsync("maker", 1, 1_000_000);
        await cluster.DepositAsync("taker", 2, 2_000);
        await cluster.PublishAsync(Feed, 60_000);

        // One bitcoin at 60,000 with 2,000 of equity: below maintenance once the price has fallen by more than 1,400.
        await Place(1, Side.Sell, 600_000, 1_000);
        await Place(2, Side.Buy, 600_000, 1_000);
        PositionView position = await cluster.Client.GetGrain<IPositionGrain>(PositionKey.Of(2, Symbol)).Get();
        Assert.Equal((1_000L, 6_000_000_000_000L), (position.SizeLots, position.EntryPriceE8));
        await MarketCluster.Until(keeper.GetReport, report => report is { IsReady: true, Accounts: 2, BelowMaintenance: 0 });
        DeleverageCandidates shorts = await MarketCluster.Until(
            () => keeper.FindCandidates(new DeleverageQuery(Symbol, false, 1_000, 600_000, 2)),
            answer => !answer.Candidates.IsDefaultOrEmpty);
        Assert.Equal((1L, -1_000L), (shorts.Candidates.Single().Account, shorts.Candidates.Single().SizeLots));

        await Place(1, Side.Buy, 582_000, 1_000);
        await cluster.PublishAsync(Feed, 58_300);
        await MarketCluster.Until(
            async () =>
            {
                await cluster.PublishAsync(Feed, 58_300);
                return await cluster.Client.GetGrain<ICrossMarginGrain>(2).GetRisk();
            },
            risk => risk.Positions.Single().Row.SizeLots < 1_000);
        Assert.True((await keeper.GetReport()).Calls > 0);
    }

    private async Task Place(long account, Side side, long priceUnits, long lots)
    {
        PlaceOrder order = new(
            cluster.NextId(), Symbol, side, OrderType.Limit, TimeInForce.GoodTillCancelled, OrderFlags.None, priceUnits, lots, 0);
        PlaceResult result = await MarketCluster.Until(
            async () =>
            {
                await cluster.PublishAsync(Feed, 60_000);
                return await cluster.Client.GetGrain<ICrossMarginGrain>(account).PlaceOrder(order with { Id = cluster.NextId() });
            },
            placed => placed.Code is not (ResultCode.StalePrice or ResultCode.AccountRecovering or ResultCode.MarketNotOpen));
        Assert.Equal(ResultCode.Ok, result.Code);
    }
}
