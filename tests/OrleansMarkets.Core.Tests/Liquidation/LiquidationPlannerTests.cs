using FsCheck.Fluent;
using OrleansMarkets.Core.Liquidation;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Core.Tests.Markets;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Liquidation;

/// <summary>Worked scenarios of liquidation, every amount asserted, and properties of the plan.</summary>
public sealed class LiquidationPlannerTests
{
    private const long Usdt = TestMarkets.Usdt;

    private static readonly MarketSpec Btc = TestMarkets.BtcPerp;

    private static readonly MarketParameters HalfSteps =
        TestMarkets.Perp with { Liquidation = TestMarkets.Liquidation with { MaximumStepPpm = 500_000 } };

    [Fact]
    public void A_partial_close_restores_the_buffered_requirement()
    {
        // Long 5 BTC from 64,000 with 6,400 at 63,500: equity 3,900, maintenance 1.25 % of 317,500 = 3,968.75.
        MarketExposure[] markets = [TestMarkets.Stake(Btc, 5_000, 640_000, 635_000, HalfSteps)];
        LiquidationPlan plan = Plan(6_400 * Usdt, markets, 200);
        Assert.Equal(LiquidationStage.Liquidating, plan.Stage);
        Assert.Equal(3_900 * Usdt, plan.Risk.EquityQuanta);
        Assert.Equal(3_968_750_000, plan.Risk.MaintenanceQuanta);

        // 3,900 − 1,809.75 k ≥ 1.15 × 3,968.75 (1 − k)  ⇔  k ≥ 0.24110 of 5,000 lots. Zero price 63,500 − 3,900 ÷ 5 = 62,720;
        // with the fee of 5 bp 62,751.4; the farthest from the mark is 63,500 − 793.75.
        Assert.Equal(new LiquidationStep(0, Side.Sell, 1_206, 627_514, 627_200), plan.Step);

        // Filled at 63,490: 76,568.94 notional, 38.28447 trading fee, 382.8447 liquidation fee, of it 76.56894 for the keeper.
        var fee = LiquidationFee.Compute(TestMarkets.Liquidation, Btc, Side.Sell, 1_206, 76_568_940_000, 38_284_470, 627_200);
        Assert.Equal(new LiquidationFee(382_844_700, 76_568_940), fee);
        long equity = plan.Risk.EquityQuanta - 12_060_000 - 38_284_470 - fee.FeeQuanta;
        Assert.Equal(3_466_810_830, equity);
        long maintenance = (long)MarginSchedule.Maintenance(TestMarkets.Tiers.AsSpan(), 3_794L * 635_000 * 100);
        Assert.Equal(3_011_487_500, maintenance);
        Assert.True(equity * 100 >= maintenance * 115);
    }

    [Fact]
    public void A_step_is_at_most_its_part_of_the_position_while_solvent()
    {
        // Equity 1,500 of 3,968.75: nothing but the whole would do, so a fifth.
        LiquidationPlan plan = Plan(4_000 * Usdt, [TestMarkets.Stake(Btc, 5_000, 640_000, 635_000)], 200);
        Assert.Equal(new LiquidationStep(0, Side.Sell, 1_000, 632_317, 632_000), plan.Step);
    }

    [Fact]
    public void The_limit_never_lies_further_from_the_mark_than_the_maintenance_rate()
    {
        // Another position carries most of the margin, so this one's zero price is far away: 63,500 − 793.75, up to the tick.
        MarketParameters coarse = TestMarkets.Perp with { TickUnits = 100 };
        MarketExposure exposure = TestMarkets.Stake(Btc, 5_000, 640_000, 635_000, coarse);
        MarketRisk part = MarketRisk.Evaluate(exposure, ValuationPurpose.Liquidation);
        Assert.Equal(627_100, LiquidationLimit.Compute(exposure, part, 3_900 * Usdt, 600_000));
        MarketExposure shortSide = TestMarkets.Stake(Btc, -5_000, 640_000, 635_000, coarse);
        Assert.Equal(642_900, LiquidationLimit.Compute(shortSide, part, 3_900 * Usdt, 700_000));
    }

    [Fact]
    public void A_small_position_is_closed_whole()
    {
        // One lot of ETH at 3,000 is 30 USDT, below the 50 of a full close; equity 0.30 of 0.375.
        // Zero price 3,000 + 0.30 ÷ 0.01 = 3,030; with the fee of 5 bp 3,028.48.
        LiquidationPlan plan = Plan(300_000, [TestMarkets.Stake(TestMarkets.EthPerp, -1, 300_000, 300_000)], 0);
        Assert.Equal(new LiquidationStep(0, Side.Buy, 1, 302_848, 303_000), plan.Step);
    }

    [Fact]
    public void No_dust_is_left_behind()
    {
        MarketParameters parameters = TestMarkets.Perp with { MinimumLots = 350 };
        MarketExposure[] markets = [TestMarkets.Stake(Btc, 400, 640_000, 640_000, parameters)];
        Assert.Equal(400, Plan(300 * Usdt, markets, 0).Step!.Value.Lots);
        MarketExposure[] larger = [TestMarkets.Stake(Btc, 500, 640_000, 640_000, parameters)];
        Assert.Equal(100, Plan(300 * Usdt, larger, 0).Step!.Value.Lots);
    }

    [Fact]
    public void A_deficit_below_one_step_still_closes_one()
    {
        // Equity one quantum short of maintenance, no buffer: the wanted size is a fraction of a lot. A floor here would close nothing for
        // ever.
        MarketParameters noBuffer = HalfSteps with { Liquidation = TestMarkets.Liquidation with { BufferPpm = 0, MaximumStepPpm = 1 } };
        MarketExposure[] markets = [TestMarkets.Stake(Btc, 5_000, 640_000, 640_000, noBuffer)];
        LiquidationPlan plan = Plan((4_000 * Usdt) - 1, markets, 0);
        Assert.Equal(1, plan.Step!.Value.Lots);
    }

    [Fact]
    public void The_zero_price_uses_the_whole_equity_over_the_whole_position_whatever_part_is_closed()
    {
        // Closing any part at the zero price keeps equity ÷ maintenance, and with it the zero price of the rest.
        long zero = ZeroPrice.Compute(5_000, 635_000, 1_500 * Usdt, 3_968_750_000, 3_968_750_000, Btc);
        Assert.Equal(632_000, zero);
        long left = 1_500 * Usdt - IntegerMath.Notional(635_000 - zero, 1_000, 100);
        Assert.Equal(1_200 * Usdt, left);
        Assert.Equal(zero, ZeroPrice.Compute(4_000, 635_000, left, 3_175_000_000, 3_175_000_000, Btc));
    }

    [Fact]
    public void Zero_prices_of_several_positions_use_up_the_equity_exactly()
    {
        // 2,000 of equity over maintenance of 3,175 (BTC) and 381.25 (ETH): in the order and portions one likes.
        MarketExposure btc = TestMarkets.Stake(Btc, 4_000, 635_000, 635_000);
        MarketExposure eth = TestMarkets.Stake(TestMarkets.EthPerp, -1_000, 305_000, 305_000);
        long total = 3_175_000_000 + 381_250_000;
        long zeroBtc = ZeroPrice.Compute(4_000, 635_000, 2_000 * Usdt, 3_175_000_000, total, Btc);
        long zeroEth = ZeroPrice.Compute(-1_000, 305_000, 2_000 * Usdt, 381_250_000, total, TestMarkets.EthPerp);
        Assert.Equal(630_537, zeroBtc); // 63,500 − 1,785.5887 ÷ 4 = 63,053.6, up
        Assert.Equal(307_144, zeroEth); // 3,050 + 214.4112 ÷ 10 = 3,071.44, down
        long lost = IntegerMath.Notional(635_000 - zeroBtc, 4_000, 100) + IntegerMath.Notional(zeroEth - 305_000, 1_000, 100);
        Assert.InRange(2_000 * Usdt - lost, 0, (4_000 * 100) + (1_000 * 100));
        AccountRisk risk = AccountRisk.Evaluate(TestMarkets.Cash(2_000 * Usdt), [btc, eth], ValuationPurpose.Liquidation);
        Assert.Equal((2_000 * Usdt, total), (risk.EquityQuanta, risk.MaintenanceQuanta));
    }

    [Fact]
    public void An_insolvent_account_closes_whole_at_the_mark_and_pays_no_fee()
    {
        // Long 1 BTC from 64,000 with 1,000 at 62,000: equity −1,000. A resting bid of 0.1 cannot be hit: the limit is the mark.
        LiquidationPlan plan = Plan(1_000 * Usdt, [TestMarkets.Stake(Btc, 1_000, 640_000, 620_000)], 0);
        Assert.Equal(LiquidationStage.Insolvent, plan.Stage);
        Assert.Equal(new LiquidationStep(0, Side.Sell, 1_000, 620_000, 630_000), plan.Step);
        Assert.Equal(1_000 * Usdt, LossWaterfall.Deficit(plan.Risk.EquityQuanta));
        var fee = LiquidationFee.Compute(TestMarkets.Liquidation, Btc, Side.Sell, 1_000, 62_000 * Usdt, 31 * Usdt, 630_000);
        Assert.Equal(new LiquidationFee(0, 0), fee);
    }

    [Fact]
    public void The_fee_stops_at_the_zero_price_and_the_keeper_gets_at_most_half()
    {
        // Sold 1 BTC at 63,100 with a zero price of 63,000: 100 above, 31.55 of trading fee, so 68.45 of the 315.50 that the rate asks for.
        var fee = LiquidationFee.Compute(TestMarkets.Liquidation, Btc, Side.Sell, 1_000, 63_100 * Usdt, 31_550_000, 630_000);
        Assert.Equal(new LiquidationFee(68_450_000, 34_225_000), fee);

        // The same for a buy; and one quantum of room gives one quantum of fee and no reward.
        var buy = LiquidationFee.Compute(TestMarkets.Liquidation, Btc, Side.Buy, 1_000, 62_900 * Usdt, 31_550_000, 630_000);
        Assert.Equal(fee, buy);
        var tiny = LiquidationFee.Compute(TestMarkets.Liquidation, Btc, Side.Sell, 1_000, 63_100 * Usdt, 99_999_999, 630_000);
        Assert.Equal(new LiquidationFee(1, 0), tiny);
    }

    [Fact]
    public void Negative_cash_is_no_bad_debt_while_equity_is_positive()
    {
        // Settled −500, unrealised +3,000: equity 2,500 covers 800 + requirement of 1,675.
        MarketExposure[] markets = [TestMarkets.Stake(Btc, 1_000, 640_000, 670_000)];
        LiquidationPlan plan = Plan(-500 * Usdt, markets, 0);
        Assert.Equal(LiquidationStage.Healthy, plan.Stage);
        Assert.Null(plan.Step);
        Assert.Equal(0, LossWaterfall.Deficit(plan.Risk.EquityQuanta));
    }

    [Fact]
    public void The_market_with_the_most_relief_per_cost_comes_first_not_the_largest()
    {
        MarketExposure btc = TestMarkets.Stake(Btc, 1_000, 640_000, 640_000);
        MarketExposure eth = TestMarkets.Stake(TestMarkets.EthPerp, 100, 300_000, 300_000);
        MarketExposure[] markets = [btc, eth];
        CollateralBalance[] cash = TestMarkets.Cash(800 * Usdt);
        Assert.Equal(1, LiquidationPlanner.Plan(cash, markets, [2_000, 100], 0, null).Step!.Value.MarketIndex);
        Assert.Equal(0, LiquidationPlanner.Plan(cash, markets, [100, 2_000], 0, null).Step!.Value.MarketIndex);

        // Alike in rate and cost: the one that frees more.
        Assert.Equal(0, LiquidationPlanner.Plan(cash, markets, [100, 100], 0, null).Step!.Value.MarketIndex);
    }

    [Theory]
    [InlineData(MarkQuality.Stale)]
    [InlineData(MarkQuality.Missing)]
    public void Nothing_is_closed_at_a_mark_that_is_not_fresh(MarkQuality quality)
    {
        MarketExposure stale = TestMarkets.Stake(Btc, 1_000, 640_000, 640_000);
        stale = stale with { View = new MarketView(quality == MarkQuality.Missing ? 0 : 600_000, quality, 0) };
        Assert.Null(Plan(500 * Usdt, [stale], 0).Step);

        // Beside it a fresh position that is lost whatever the stale one is worth is closed. (A missing mark could be worth anything.)
        MarketExposure eth = TestMarkets.Stake(TestMarkets.EthPerp, 1_000, 300_000, 200_000);
        LiquidationPlan plan = LiquidationPlanner.Plan(TestMarkets.Cash(500 * Usdt), [stale, eth], [0, 0], 0, null);
        Assert.Equal(quality == MarkQuality.Stale ? 1 : null, plan.Step?.MarketIndex);
    }

    [Theory]
    [InlineData(1_000, 500, 800, 200, true, 0, null, LiquidationStage.Healthy)]
    [InlineData(1_000, 500, 801, 200, true, 0, null, LiquidationStage.Restricted)]
    [InlineData(500, 500, 800, 0, true, 9, null, LiquidationStage.Restricted)]
    [InlineData(499, 500, 800, 0, true, 0, null, LiquidationStage.Liquidating)]
    [InlineData(499, 500, 800, 0, true, 2, null, LiquidationStage.Liquidating)]
    [InlineData(499, 500, 800, 0, true, 3, null, LiquidationStage.Deleveraging)]
    [InlineData(0, 500, 800, 0, true, 0, null, LiquidationStage.Liquidating)]
    [InlineData(-100, 500, 800, 0, true, 0, null, LiquidationStage.Insolvent)]
    [InlineData(-100, 500, 800, 0, true, 0, 100L, LiquidationStage.Insolvent)]
    [InlineData(-100, 500, 800, 0, true, 0, 99L, LiquidationStage.Deleveraging)]
    [InlineData(-100, 500, 800, 0, true, 0, 0L, LiquidationStage.Deleveraging)]
    [InlineData(-100, 500, 800, 0, true, 3, 100L, LiquidationStage.Deleveraging)]
    [InlineData(-100, 0, 0, 0, false, 3, 99L, LiquidationStage.Insolvent)]
    [InlineData(0, 0, 0, 0, false, 0, null, LiquidationStage.Healthy)]
    public void Stages_of_the_loss_waterfall(
        long equity,
        long maintenance,
        long initial,
        long reserve,
        bool hasPositions,
        int failedSteps,
        long? hold,
        LiquidationStage expected)
    {
        var risk = new AccountRisk(equity, 0, 0, 0, initial, maintenance, reserve, 0);
        Assert.Equal(expected, LossWaterfall.Decide(risk, hasPositions, failedSteps, hold));
    }

    [Fact]
    public void The_close_is_the_smallest_that_suffices()
    {
        var cases =
            from size in Gen.Choose(1, 400)
            from lotValue in Gen.Choose(1, 100)
            from equityPercent in Gen.Choose(0, 99)
            from cost in Gen.Choose(0, 20_000)
            select (size, price: lotValue * 1_000_000L, equityPercent, cost);
        Properties.Check(cases, c => AssertSmallestClose(c.size, c.price, c.equityPercent, c.cost));
    }

    // Only one whole lot suffices, above the corner of the tier, which lies between it and the next.
    [Fact]
    public void The_close_is_found_on_either_side_of_a_tier() => AssertSmallestClose(344, 41_000_000, 98, 19_287);

    [Fact]
    public void Liquidation_ends_and_leaves_no_debt_when_every_fill_is_at_its_limit()
    {
        var cases =
            from size in Properties.Signed(200_000)
            from other in Properties.Signed(200_000)
            from mark in Gen.Choose(100_000, 1_000_000)
            from health in Gen.Choose(20, 99)
            select (size, other, mark, health);
        Properties.Check(
            cases,
            c =>
            {
                MarketExposure[] markets =
                [
                    TestMarkets.Stake(Btc, c.size, c.mark, c.mark), TestMarkets.Stake(TestMarkets.EthPerp, c.other, 300_000, 300_000),
                ];
                AccountRisk start = AccountRisk.Evaluate(TestMarkets.Cash(0), markets, ValuationPurpose.Liquidation);
                long cash = start.MaintenanceQuanta / 100 * c.health;
                long maintenance = start.MaintenanceQuanta;
                int steps = 0;
                while (LiquidationPlanner.Plan(TestMarkets.Cash(cash), markets, [0, 0], 0, null) is { Step: { } step } plan)
                {
                    cash -= Fill(markets, step);
                    AccountRisk after = AccountRisk.Evaluate(TestMarkets.Cash(cash), markets, ValuationPurpose.Liquidation);
                    Assert.True(after.MaintenanceQuanta < plan.Risk.MaintenanceQuanta);
                    Assert.True(after.EquityQuanta >= -steps - 1, $"equity {after.EquityQuanta} after {steps + 1} steps");
                    Assert.True(++steps <= 200);
                    maintenance = after.MaintenanceQuanta;
                }

                Assert.True(maintenance <= start.MaintenanceQuanta);
            },
            200);
    }

    // Fills the whole step at its limit and returns what the account paid: loss against the mark, trading fee, liquidation fee.
    private static long Fill(MarketExposure[] markets, LiquidationStep step)
    {
        MarketExposure stake = markets[step.MarketIndex];
        long notional = IntegerMath.Notional(step.LimitPriceUnits, step.Lots, 100);
        long fees = IntegerMath.MulDiv(notional, 500, IntegerMath.Ppm, RoundingDirection.Up);
        var fee = LiquidationFee.Compute(TestMarkets.Liquidation, stake.Spec, step.Side, step.Lots, notional, fees, step.ZeroPriceUnits);
        long signed = step.Side == Side.Sell ? step.Lots : -step.Lots;
        long loss = IntegerMath.Notional(stake.View.MarkUnits - step.LimitPriceUnits, signed, 100);
        markets[step.MarketIndex] = TestMarkets.Stake(
            stake.Spec, stake.Row.SizeLots - signed, stake.View.MarkUnits, stake.View.MarkUnits);
        return loss + fees + fee.FeeQuanta;
    }

    private static LiquidationPlan Plan(long cash, MarketExposure[] markets, long spreadPpm) =>
        LiquidationPlanner.Plan(TestMarkets.Cash(cash), markets, [.. markets.Select(_ => spreadPpm)], 0, null);

    private static decimal Maintenance(decimal notional) => decimal.Ceiling(
        ((Math.Min(notional, 1_000_000m * Usdt) * 12_500)
            + (Math.Clamp(notional - (1_000_000m * Usdt), 0, 4_000_000m * Usdt) * 25_000)
            + (Math.Max(0, notional - (5_000_000m * Usdt)) * 50_000)) / 1_000_000);

    private static void AssertSmallestClose(int size, long price, int equityPercent, int costPpm)
    {
        MarketParameters free = TestMarkets.Perp with
        {
            MaximumPriceUnits = 1_000_000_000,
            Liquidation = TestMarkets.Liquidation with { MaximumStepPpm = 1_000_000, FullCloseNotionalQuanta = 0 },
        };
        MarketExposure stake = TestMarkets.Stake(Btc, size, price, price, free);
        MarketRisk part = MarketRisk.Evaluate(stake, ValuationPurpose.Liquidation);
        CollateralBalance[] cash = TestMarkets.Cash((long)part.MaintenanceQuanta * equityPercent / 100);
        AccountRisk risk = AccountRisk.Evaluate(cash, [stake], ValuationPurpose.Liquidation);
        long expected = size;
        for (long lots = size; lots > 0; lots--)
        {
            decimal rest = Maintenance((size - lots) * price * 100m);
            decimal paid = decimal.Ceiling(lots * price * 100m * costPpm / 1_000_000);
            expected = risk.EquityQuanta - paid >= decimal.Ceiling(rest * 1.15m) ? lots : expected;
        }

        Assert.Equal(expected, LiquidationPlanner.CloseLots(risk, stake, part, costPpm));
    }
}
