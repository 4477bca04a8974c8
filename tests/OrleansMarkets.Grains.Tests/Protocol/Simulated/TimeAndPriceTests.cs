using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Tests.Spine;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>Time, prices and liquidation.</summary>
public sealed class TimeAndPriceTests
{
    private const long IndexUnits = ProtocolVenue.IndexUnits;

    [Fact]
    public void A_stale_price_blocks_new_risk_and_never_cancels_or_reductions()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            PlaceResult resting = await venue.RestAsync(1, 1, Side.Sell, IndexUnits + 1_000, 100);
            await venue.TakeAsync(2, 1, Side.Buy, 40);
            await venue.WaitAsync(10);
            PlaceResult risk = await venue.RestAsync(2, 2, Side.Buy, IndexUnits - 10_000, 40);
            PlaceResult reduction = await venue.RestAsync(2, 3, Side.Sell, IndexUnits + 2_000, 40, OrderFlags.ReduceOnly);
            PlaceResult cancel = await venue.Account(1).CancelOrder(
                new CancelRequest(TestVenue.Id(2), TestVenue.Symbol, resting.OrderId, default, 0));

            Assert.Equal(ResultCode.StalePrice, risk.Code);
            Assert.Equal(ResultCode.Ok, reduction.Code);
            Assert.Equal(ResultCode.Ok, cancel.Code);
        });
    }

    [Fact]
    public void Boundaries_of_an_outage_are_applied_one_by_one_before_the_next_command()
    {
        using var venue = new ProtocolVenue(TestVenue.Market with
        {
            Funding = TestVenue.Market.Funding! with { IntervalNs = 60 * ProtocolVenue.Second },
        });
        venue.Run(async () =>
        {
            MarketReport before = await venue.ReportAsync();
            venue.Cluster.KillSilo(venue.SiloOf("order-book/"), TimeSpan.FromSeconds(1));
            await venue.WaitAsync(600);
            MarketReport after = await venue.ReportAsync();

            Assert.Equal(before.FundingIntervals + 10, after.FundingIntervals);
            Assert.Equal(0, after.FundingIndex);
        });
    }

    [Fact]
    public void A_healthy_account_is_not_liquidated_whoever_asks()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            await venue.RestAsync(1, 1, Side.Sell, IndexUnits + 1_000, 100);
            await venue.TakeAsync(2, 1, Side.Buy, 100);
            LiquidateResult result = await venue.Account(2).Liquidate(99);

            Assert.Equal((ResultCode.NotLiquidatable, 0L), (result.Code, result.Episode));
            Assert.Equal(100, (await venue.Account(2).GetRisk()).Positions[0].Row.SizeLots);
        });
    }

    [Fact]
    public void An_account_below_maintenance_is_liquidated_within_seconds_and_its_opening_orders_go_first()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            await venue.DepositAsync(3, 10_000);
            await venue.RestAsync(1, 1, Side.Sell, IndexUnits, 6_000);
            PlaceResult opened = await venue.RestAsync(3, 1, Side.Buy, IndexUnits, 6_000);
            Assert.Equal(6_000, opened.FilledLots);
            await venue.RestAsync(3, 2, Side.Buy, IndexUnits - 200_000, 100);
            for (int i = 0; i < 5; i++)
            {
                await venue.PublishAsync(ProtocolVenue.IndexE8 * 97 / 100);
                await venue.RestAsync(2, (ulong)(10 + i), Side.Buy, IndexUnits * 97 / 100, 3_000);
                await venue.WaitAsync(0.7);
            }

            RiskReport risk = await venue.Account(3).GetRisk();

            Assert.True(risk.Positions[0].Row.SizeLots < 6_000);
            Assert.Equal(0, risk.Positions[0].Row.OpenBuyLots);
            Assert.True((await venue.ReportAsync()).InsuranceQuanta > 0);
        });
    }

    [Fact]
    public void Money_leaves_only_as_far_as_nothing_needs_it_and_once()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            await venue.RestAsync(1, 1, Side.Sell, IndexUnits, 10_000);
            await venue.TakeAsync(2, 1, Side.Buy, 10_000);
            await venue.WaitAsync(0.5);
            long withdrawable = (await venue.Account(2).GetRisk()).WithdrawableQuanta;
            LedgerResult tooMuch = await venue.Account(2).Withdraw(new LedgerCommand(TestVenue.Id(50), "USDT", withdrawable + 1, 0));
            LedgerResult rest = await venue.Account(2).Withdraw(new LedgerCommand(TestVenue.Id(51), "USDT", withdrawable, 0));
            LedgerResult again = await venue.Account(2).Withdraw(new LedgerCommand(TestVenue.Id(51), "USDT", withdrawable, 0));

            Assert.Equal(ResultCode.InsufficientBalance, tooMuch.Code);
            Assert.Equal(ResultCode.Ok, rest.Code);
            Assert.Equal((ResultCode.Ok, rest.LedgerQuanta), (again.Code, again.LedgerQuanta));
            Assert.Equal(0, (await venue.Account(2).GetRisk()).WithdrawableQuanta);
        });
    }
}
