using FsCheck.Fluent;
using OrleansMarkets.Core.Funding;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Tests.Markets;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Margin;

public sealed class AccountRiskTests
{
    private static readonly MarketSpec Btc = TestMarkets.BtcPerp;

    [Fact]
    public void Every_number_of_a_worked_account()
    {
        // 10,000 USDT; long 1 BTC at 64,000, mark 65,000; short 10 ETH at 3,000, mark 3,050; a resting bid of 0.5 BTC.
        MarketExposure btc = TestMarkets.Stake(Btc, 1_000, 640_000, 650_000);
        btc = btc with { Row = btc.Row with { OpenBuyLots = 500, OrderReserveQuanta = 16 * TestMarkets.Usdt } };
        MarketExposure eth = TestMarkets.Stake(TestMarkets.EthPerp, -1_000, 300_000, 305_000);
        AccountRisk risk = AccountRisk.Evaluate(TestMarkets.Cash(10_000 * TestMarkets.Usdt), [btc, eth], ValuationPurpose.NewRisk);
        Assert.Equal(10_000 * TestMarkets.Usdt, risk.SettledQuanta);
        Assert.Equal(500 * TestMarkets.Usdt, risk.UnrealisedPnlQuanta); // +1,000 − 500
        Assert.Equal(-500 * TestMarkets.Usdt, risk.UnrealisedLossQuanta);
        Assert.Equal(10_500 * TestMarkets.Usdt, risk.EquityQuanta);
        Assert.Equal(95_500 * TestMarkets.Usdt, risk.NotionalQuanta);
        Assert.Equal(3_200 * TestMarkets.Usdt, risk.InitialQuanta); // 2.5 % of 97,500 and of 30,500
        Assert.Equal(1_193_750_000, risk.MaintenanceQuanta); // 1.25 % of 65,000 and of 30,500
        Assert.Equal(16 * TestMarkets.Usdt, risk.ReserveQuanta);
        Assert.Equal(7_284 * TestMarkets.Usdt, risk.FreeCollateralQuanta);
        Assert.Equal(-66 * TestMarkets.Usdt, risk.SettledFreeQuanta); // 10,000 − 500 − 9,550 (10 % of notional) − 16
        Assert.Equal(0, risk.WithdrawableQuanta);
        Assert.False(risk.IsLiquidatable);
    }

    [Fact]
    public void Agrees_with_a_naive_twin_in_decimals()
    {
        var market =
            from size in Properties.Signed(100_000)
            from entry in Gen.Choose(1, 2_000_000)
            from mark in Gen.Choose(1, 2_000_000)
            from buy in Properties.Magnitude(50_000)
            from sell in Properties.Magnitude(50_000)
            from reserve in Properties.Magnitude(1L << 40)
            from index in Properties.Signed(1L << 40)
            select TestMarkets.Stake(Btc, size, entry, mark) with
            {
                PendingBuyLots = buy,
                PendingSellLots = sell,
                PendingReserveQuanta = reserve,
                View = new MarketView(mark, MarkQuality.Fresh, index),
            };
        var cases =
            from markets in market.ArrayOf(3)
            from cash in Properties.Signed(1L << 50)
            from other in Properties.Signed(1L << 50)
            from weight in Gen.Choose(0, 1_000_000)
            select (markets, cash, other, weight);
        Properties.Check(cases, c =>
        {
            CollateralBalance[] ledger = [new CollateralBalance(c.cash, 1_000_000), new CollateralBalance(c.other, c.weight)];
            AccountRisk risk = AccountRisk.Evaluate(ledger, c.markets, ValuationPurpose.NewRisk);
            decimal equity = c.cash + (c.other < 0 ? c.other : decimal.Floor((decimal)c.other * c.weight / 1_000_000));
            decimal initial = 0;
            decimal maintenance = 0;
            foreach (MarketExposure m in c.markets)
            {
                decimal size = m.Row.SizeLots;
                decimal value = size * m.View.MarkUnits * 100;
                decimal funding = decimal.Floor(-size * m.View.FundingIndex / FundingIndex.Scale);
                equity += m.Row.QuoteQuanta + value + funding;
                decimal worst = Math.Max(Math.Abs(size + m.PendingBuyLots), Math.Abs(size - m.PendingSellLots));
                initial += Tiered(worst * m.View.MarkUnits * 100, tier => tier.InitialPpm);
                maintenance += Tiered(Math.Abs(value), tier => tier.MaintenancePpm);
            }

            Assert.Equal(equity, risk.EquityQuanta);
            Assert.Equal(initial, risk.InitialQuanta);
            Assert.Equal(maintenance, risk.MaintenanceQuanta);
            Assert.Equal(equity - initial - c.markets.Sum(m => m.PendingReserveQuanta), risk.FreeCollateralQuanta);
            Assert.Equal(risk.EquityQuanta < maintenance, risk.IsLiquidatable);
        });
    }

    [Fact]
    public void The_worst_exposure_is_what_fills_can_really_reach()
    {
        var cases =
            from size in Gen.Choose(-4, 4)
            from buy in Gen.Choose(0, 4)
            from sell in Gen.Choose(0, 4)
            from reduceOnly in Gen.Choose(0, 5)
            select (size, buy, sell, reduceOnly);
        Properties.Check(cases, c =>
        {
            MarketExposure stake = TestMarkets.Stake(Btc, c.size, 640_000, 640_000) with
            {
                PendingBuyLots = c.buy,
                PendingSellLots = c.sell,
                ReduceOnlyLots = c.reduceOnly,
            };
            int reduceSign = -Math.Sign(c.size);
            Assert.Equal(Reachable(c.size, c.buy, c.sell, c.reduceOnly, reduceSign), MarketRisk.WorstExposure(stake));
        });
    }

    [Fact]
    public void Unrealised_profit_is_equity_but_never_leaves()
    {
        MarketExposure winner = TestMarkets.Stake(Btc, 100, 600_000, 700_000);
        MarketExposure loser = TestMarkets.Stake(TestMarkets.EthPerp, 100, 300_000, 290_000);
        AccountRisk won = AccountRisk.Evaluate(TestMarkets.Cash(1_000 * TestMarkets.Usdt), [winner], ValuationPurpose.NewRisk);
        Assert.Equal(2_000 * TestMarkets.Usdt, won.EquityQuanta);
        Assert.Equal(300 * TestMarkets.Usdt, won.WithdrawableQuanta); // 1,000 − 10 % of 7,000

        // A loss counts in full although the profit elsewhere covers it.
        AccountRisk both = AccountRisk.Evaluate(TestMarkets.Cash(1_000 * TestMarkets.Usdt), [winner, loser], ValuationPurpose.NewRisk);
        Assert.Equal(0, both.WithdrawableQuanta);
        Assert.Equal(-90 * TestMarkets.Usdt, both.SettledFreeQuanta); // 1,000 − 100 − 10 % of 9,900
    }

    [Fact]
    public void A_stale_mark_counts_against_the_account_for_new_risk_and_for_it_in_liquidation()
    {
        MarketExposure fresh = TestMarkets.Stake(Btc, 1_000, 640_000, 640_000);
        MarketExposure stale = fresh with { View = fresh.View with { Quality = MarkQuality.Stale } };
        CollateralBalance[] cash = TestMarkets.Cash(2_000 * TestMarkets.Usdt);
        AccountRisk cautious = AccountRisk.Evaluate(cash, [stale], ValuationPurpose.NewRisk);
        AccountRisk lenient = AccountRisk.Evaluate(cash, [stale], ValuationPurpose.Liquidation);
        Assert.Equal(-1_200 * TestMarkets.Usdt, cautious.EquityQuanta); // the band of 5 % is 3,200
        Assert.Equal(1_680 * TestMarkets.Usdt, cautious.InitialQuanta); // 2.5 % of 67,200
        Assert.Equal(5_200 * TestMarkets.Usdt, lenient.EquityQuanta);
        Assert.False(lenient.IsLiquidatable);
        Assert.Equal(1, lenient.UntrustedMarks);
        Assert.Equal(0, AccountRisk.Evaluate(cash, [fresh], ValuationPurpose.NewRisk).UntrustedMarks);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(-1_000)]
    public void A_missing_mark_allows_no_new_risk_and_no_liquidation(long size)
    {
        MarketExposure missing = TestMarkets.Stake(Btc, size, 640_000, 0) with { View = new MarketView(0, MarkQuality.Missing, 0) };
        CollateralBalance[] cash = TestMarkets.Cash(2_000 * TestMarkets.Usdt);
        Assert.True(AccountRisk.Evaluate(cash, [missing], ValuationPurpose.NewRisk).FreeCollateralQuanta < 0);
        Assert.False(AccountRisk.Evaluate(cash, [missing], ValuationPurpose.Liquidation).IsLiquidatable);
    }

    [Fact]
    public void Absurd_amounts_are_cut_instead_of_overflowing()
    {
        MarketExposure huge = TestMarkets.Stake(Btc, -230_584_300, 1, 0) with { View = new MarketView(0, MarkQuality.Missing, 0) };
        MarketExposure[] markets = [huge, huge, huge, huge, huge, huge, huge, huge];
        AccountRisk risk = AccountRisk.Evaluate([new CollateralBalance(long.MinValue, 0)], markets, ValuationPurpose.NewRisk);
        Assert.Equal(-2 * AccountRisk.Bound, risk.EquityQuanta);
        Assert.True(risk.FreeCollateralQuanta < 0);
        Assert.True(risk.SettledFreeQuanta < 0);
    }

    [Fact]
    public void A_spot_row_is_cash_and_its_base_weighs_nothing()
    {
        MarketExposure spot = TestMarkets.Stake(TestMarkets.BtcSpot, 1_000, 640_000, 640_000);
        AccountRisk risk = AccountRisk.Evaluate(TestMarkets.Cash(70_000 * TestMarkets.Usdt), [spot], ValuationPurpose.NewRisk);
        Assert.Equal(6_000 * TestMarkets.Usdt, risk.EquityQuanta);
        Assert.Equal(0, risk.RequirementQuanta);
    }

    [Fact]
    public void Evaluation_allocates_nothing()
    {
        MarketExposure[] markets = [TestMarkets.Stake(Btc, 1_000, 640_000, 650_000), TestMarkets.Stake(Btc, -5, 640_000, 650_000)];
        CollateralBalance[] cash = TestMarkets.Cash(TestMarkets.Usdt);
        var order = new OrderTerms(Core.Matching.Side.Buy, 5, 650_000, false);
        OrderAdmission.Decide(cash, markets, 0, order, 0);

        // A collection that other tests cause in the middle adds to what is counted: the least of some rounds has none.
        long least = long.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                OrderAdmission.Decide(cash, markets, 0, order, 0);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static decimal Tiered(decimal notional, Func<MarginTier, long> rate)
    {
        decimal sum = 0;
        for (int i = 0; i < TestMarkets.Tiers.Length; i++)
        {
            decimal upper = i + 1 < TestMarkets.Tiers.Length ? TestMarkets.Tiers[i + 1].LowerNotionalQuanta : decimal.MaxValue;
            decimal part = Math.Max(0, Math.Min(notional, upper) - TestMarkets.Tiers[i].LowerNotionalQuanta);
            sum += part * rate(TestMarkets.Tiers[i]);
        }

        return decimal.Ceiling(sum / 1_000_000);
    }

    // Tries every order of fills, lot by lot.
    private static long Reachable(int size, int buy, int sell, int reduceOnly, int reduceSign)
    {
        long worst = Math.Abs(size);
        if (buy > 0)
        {
            worst = Math.Max(worst, Reachable(size + 1, buy - 1, sell, reduceOnly, reduceSign));
        }

        if (sell > 0)
        {
            worst = Math.Max(worst, Reachable(size - 1, buy, sell - 1, reduceOnly, reduceSign));
        }

        if (reduceOnly > 0 && Math.Sign(size) == -reduceSign && size != 0)
        {
            worst = Math.Max(worst, Reachable(size + reduceSign, buy, sell, reduceOnly - 1, reduceSign));
        }

        return worst;
    }
}
