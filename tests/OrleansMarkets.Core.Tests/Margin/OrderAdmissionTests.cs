using FsCheck.Fluent;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Core.Tests.Markets;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Margin;

public sealed class OrderAdmissionTests
{
    private static readonly MarketSpec Btc = TestMarkets.BtcPerp;

    [Fact]
    public void The_reserve_is_open_loss_and_fee_at_the_orders_own_price()
    {
        // Buying 1 BTC at 64,100 against a mark of 64,000: 100 of loss and 5 bp of 64,100.
        Assert.Equal(132_050_000, Reserve(Btc, Side.Buy, 1_000, 641_000, 640_000));
        Assert.Equal(31_950_000, Reserve(Btc, Side.Buy, 1_000, 639_000, 640_000));
        Assert.Equal(131_950_000, Reserve(Btc, Side.Sell, 1_000, 639_000, 640_000));
        Assert.Equal(32_050_000, Reserve(Btc, Side.Sell, 1_000, 641_000, 640_000));
        Assert.Equal(64_132_050_000, Reserve(TestMarkets.BtcSpot, Side.Buy, 1_000, 641_000, 640_000));
        Assert.Equal(0, Reserve(TestMarkets.BtcSpot, Side.Sell, 1_000, 639_000, 640_000));
        Assert.Equal(1, Reserve(Btc, Side.Buy, 1, 1, 640_000)); // 0.05 quanta of fee, up
    }

    [Fact]
    public void The_last_quantum_decides()
    {
        // 1 BTC at the mark of 64,000: 1,600 initial margin, 32 fee.
        MarketExposure[] markets = [TestMarkets.Stake(Btc, 0, 0, 640_000)];
        var order = new OrderTerms(Side.Buy, 1_000, 640_000, false);
        AdmissionDecision enough = OrderAdmission.Decide(TestMarkets.Cash(1_632_000_000), markets, 0, order, 0);
        Assert.Equal(ResultCode.Ok, enough.Code);
        Assert.Equal(32_000_000, enough.ReserveQuanta);
        Assert.Equal(0, enough.After.FreeCollateralQuanta);
        AdmissionDecision short1 = OrderAdmission.Decide(TestMarkets.Cash(1_631_999_999), markets, 0, order, 0);
        Assert.Equal(ResultCode.InsufficientMargin, short1.Code);
        Assert.Equal(0, short1.ReserveQuanta);
        Assert.Equal(-1, short1.After.FreeCollateralQuanta);
        Assert.Equal(0, markets[0].PendingBuyLots);
    }

    [Fact]
    public void Orders_of_both_sides_share_the_margin_of_the_larger()
    {
        MarketExposure stake = TestMarkets.Stake(Btc, 0, 0, 640_000);
        var buy = new OrderTerms(Side.Buy, 1_000, 640_000, false);
        var sell = new OrderTerms(Side.Sell, 1_000, 640_000, false);
        CollateralBalance[] cash = TestMarkets.Cash(1_664 * TestMarkets.Usdt);
        MarketExposure[] withBuy = [stake.WithOrder(buy, 32 * TestMarkets.Usdt)];
        Assert.Equal(ResultCode.Ok, OrderAdmission.Decide(cash, withBuy, 0, sell, 0).Code);
        Assert.Equal(ResultCode.InsufficientMargin, OrderAdmission.Decide(cash, withBuy, 0, buy, 0).Code);
    }

    [Fact]
    public void An_account_under_water_can_still_reduce_but_not_add()
    {
        // Long 1 BTC from 64,000 with 1,000: at 63,500 equity is 500, below the maintenance margin of 793.75.
        MarketExposure[] markets = [TestMarkets.Stake(Btc, 1_000, 640_000, 635_000)];
        CollateralBalance[] cash = TestMarkets.Cash(1_000 * TestMarkets.Usdt);
        Assert.Equal(ResultCode.Ok, Decide(cash, markets, new OrderTerms(Side.Sell, 1_000, 635_000, true)));
        Assert.Equal(ResultCode.Ok, Decide(cash, markets, new OrderTerms(Side.Sell, 1_000, 635_000, false)));
        Assert.Equal(ResultCode.InsufficientMargin, Decide(cash, markets, new OrderTerms(Side.Sell, 2_500, 635_000, false)));
        Assert.Equal(ResultCode.InsufficientMargin, Decide(cash, markets, new OrderTerms(Side.Buy, 1, 635_000, false)));
        Assert.Equal(ResultCode.NothingToReduce, Decide(cash, markets, new OrderTerms(Side.Buy, 1, 635_000, true)));
    }

    [Fact]
    public void A_reduction_may_not_hand_the_margin_to_the_other_side_of_the_trade()
    {
        // Equity 500 on 1 BTC: the zero price is 63,000, and 63,031.6 with the fee of 5 bp (63,000 ÷ 0.9995, up).
        MarketExposure[] markets = [TestMarkets.Stake(Btc, 1_000, 640_000, 635_000)];
        CollateralBalance[] cash = TestMarkets.Cash(1_000 * TestMarkets.Usdt);
        Assert.Equal(630_316, OrderAdmission.ReducingPriceBound(cash, markets, markets[0]));
        Assert.Equal(ResultCode.Ok, Decide(cash, markets, new OrderTerms(Side.Sell, 1_000, 630_316, true)));
        Assert.Equal(ResultCode.InsufficientMargin, Decide(cash, markets, new OrderTerms(Side.Sell, 1_000, 630_315, true)));
        Assert.Equal(ResultCode.InsufficientMargin, Decide(cash, markets, new OrderTerms(Side.Sell, 1, 630_315, false)));

        // An account that is worth nothing may still leave at the mark.
        Assert.Equal(635_000, OrderAdmission.ReducingPriceBound(TestMarkets.Cash(0), markets, markets[0]));
        Assert.Equal(ResultCode.Ok, Decide(TestMarkets.Cash(0), markets, new OrderTerms(Side.Sell, 1_000, 635_000, true)));
    }

    [Fact]
    public void A_close_at_the_bound_leaves_no_debt()
    {
        var cases =
            from size in Properties.Signed(100_000)
            from mark in Gen.Choose(1_000, 2_000_000)
            from equityPpm in Gen.Choose(1_000, 900_000)
            from part in Gen.Choose(1, 100)
            select (size: size == 0 ? 1 : size, mark, equityPpm, part);
        Properties.Check(cases, c =>
        {
            MarketExposure stake = TestMarkets.Stake(Btc, c.size, c.mark, c.mark);
            long notional = Math.Abs(IntegerMath.Notional(c.mark, c.size, 100));
            CollateralBalance[] cash = TestMarkets.Cash(notional / 1_000_000 * c.equityPpm);
            long bound = OrderAdmission.ReducingPriceBound(cash, [stake], stake);
            long closed = Math.Max(1, Math.Abs(c.size) * c.part / 100);
            AccountRisk before = AccountRisk.Evaluate(cash, [stake], ValuationPurpose.Liquidation);
            if (bound == c.mark || cash[0].Quanta == 0)
            {
                return;
            }

            long loss = Math.Abs(IntegerMath.Notional(c.mark - bound, closed, 100));
            long fee = IntegerMath.MulDiv(IntegerMath.Notional(bound, closed, 100), 500, IntegerMath.Ppm, RoundingDirection.Up);
            Int128 maintenance = MarginSchedule.Maintenance(
                TestMarkets.Tiers.AsSpan(), (Int128)(Math.Abs(c.size) - closed) * c.mark * 100);
            Int128 left = before.EquityQuanta - loss - fee;

            // The fee is rounded up to a quantum at the fill, and the requirement after it; otherwise equity ÷ maintenance never falls.
            Assert.True(left >= -1, $"left {left}");
            Assert.True((left + 1) * before.MaintenanceQuanta >= before.EquityQuanta * (maintenance - 1));
        });
    }

    [Fact]
    public void Accepted_orders_are_covered_whatever_fills()
    {
        var order =
            from buy in Gen.Elements(true, false)
            from lots in Gen.Choose(1, 20_000)
            from price in Gen.Choose(610_000, 670_000)
            from filled in Gen.Elements(true, false)
            select (terms: new OrderTerms(buy ? Side.Buy : Side.Sell, lots, price, false), filled);
        var cases =
            from orders in order.ArrayOf(6)
            from cash in Properties.Magnitude(200_000 * TestMarkets.Usdt)
            select (orders, cash);
        Properties.Check(cases, c =>
        {
            MarketExposure[] markets = [TestMarkets.Stake(Btc, 0, 0, 640_000)];
            CollateralBalance[] cash = TestMarkets.Cash(c.cash);
            long size = 0;
            long paid = 0;
            foreach ((OrderTerms terms, bool filled) in c.orders)
            {
                AdmissionDecision decision = OrderAdmission.Decide(cash, markets, 0, terms, 0);
                if (decision.Code != ResultCode.Ok)
                {
                    continue;
                }

                markets[0] = markets[0].WithOrder(terms, decision.ReserveQuanta);
                if (filled)
                {
                    long signed = terms.Side == Side.Buy ? terms.QuantityLots : -terms.QuantityLots;
                    long notional = IntegerMath.Notional(terms.PriceUnits, terms.QuantityLots, 100);
                    size += signed;
                    paid += (signed > 0 ? notional : -notional) + IntegerMath.MulDiv(notional, 500, 1_000_000, RoundingDirection.Up);
                }
            }

            Int128 equity = c.cash - paid + ((Int128)size * 640_000 * 100);
            Int128 required = MarginSchedule.Initial(TestMarkets.Tiers.AsSpan(), Int128.Abs((Int128)size * 640_000 * 100));
            Assert.True(equity >= required, $"equity {equity} does not cover {required}");
        });
    }

    [Fact]
    public void An_account_of_few_markets_and_one_of_many_are_decided_alike()
    {
        // So many stakes without anything in them are computed in 128 bits, and change nothing.
        MarketExposure[] idle = [.. Enumerable.Repeat(TestMarkets.Stake(Btc, 0, 0, 640_000), 100)];
        var stake =
            from size in Properties.Signed(1L << 34)
            from entry in Gen.Choose(1, 2_000_000)
            from mark in Gen.Choose(1, 2_000_000)
            from quality in Gen.Elements(MarkQuality.Fresh, MarkQuality.Fresh, MarkQuality.Fresh, MarkQuality.Stale)
            from buy in Properties.Magnitude(1L << 40)
            from sell in Properties.Magnitude(1L << 40)
            from reserve in Properties.Magnitude(1L << 56)
            select TestMarkets.Stake(Btc, size, entry, mark) with
            {
                PendingBuyLots = buy,
                PendingSellLots = sell,
                PendingReserveQuanta = reserve,
                View = new MarketView(mark, quality, 0),
            };
        var cases =
            from stakes in stake.ArrayOf(2)
            from cash in Properties.Signed(1L << 60)
            from buys in Gen.Elements(true, false)
            from lots in Properties.Magnitude(1L << 30)
            from price in Gen.Choose(1, 2_000_000)
            from reduceOnly in Gen.Elements(true, false, false)
            select (stakes, cash, order: new OrderTerms(buys ? Side.Buy : Side.Sell, lots + 1, price, reduceOnly));
        Properties.Check(
            cases,
            c => Assert.Equal(
                OrderAdmission.Decide(TestMarkets.Cash(c.cash), (MarketExposure[])[.. c.stakes, .. idle], 0, c.order, 0),
                OrderAdmission.Decide(TestMarkets.Cash(c.cash), c.stakes, 0, c.order, 0)),
            cases: 5_000);
    }

    [Fact]
    public void What_an_order_is_told_is_what_the_decision_says()
    {
        var stake =
            from size in Gen.OneOf(Gen.Constant(0L), Properties.Signed(1L << 20), Properties.Signed(1L << 34))
            from entry in Gen.Choose(600_000, 680_000)
            from mark in Gen.Choose(600_000, 680_000)
            from quality in Gen.Elements(MarkQuality.Fresh, MarkQuality.Fresh, MarkQuality.Fresh, MarkQuality.Stale)
            from funding in Gen.Elements(0L, 0L, 1L << 20, -(1L << 44))
            from buy in Gen.OneOf(Gen.Constant(0L), Properties.Magnitude(1L << 20))
            from sell in Gen.OneOf(Gen.Constant(0L), Properties.Magnitude(1L << 20))
            from reduceOnly in Gen.OneOf(Gen.Constant(0L), Properties.Magnitude(1L << 20))
            from reserve in Properties.Magnitude(1L << 40)
            select TestMarkets.Stake(Btc, size, entry, mark) with
            {
                PendingBuyLots = buy,
                PendingSellLots = sell,
                PendingReserveQuanta = reserve,
                ReduceOnlyLots = reduceOnly,
                View = new MarketView(mark, quality, funding),
            };
        var cases =
            from stakes in stake.ArrayOf(2)
            from cash in Gen.OneOf(Properties.Signed(1L << 46), Properties.Signed(1L << 50), Properties.Signed(1L << 60))
            from buys in Gen.Elements(true, false)
            from lots in Properties.Magnitude(1L << 20)
            from far in Gen.Choose(590_000, 690_000)
            from away in Gen.Choose(-10, 10)
            from isFar in Gen.Elements(true, false)
            let price = isFar ? far : stakes[0].View.MarkUnits + away
            from reduces in Gen.Elements(true, false, false, false)
            from trigger in Gen.Elements(0L, 0L, 0L, 640_000L)
            from count in Gen.Choose(1, 2)
            select (stakes: stakes[..count], cash, order: new OrderTerms(buys ? Side.Buy : Side.Sell, lots + 1, price, reduces, trigger));
        var seen = new HashSet<ResultCode>();
        Properties.Check(
            cases,
            c =>
            {
                CollateralBalance[] cash = TestMarkets.Cash(c.cash);
                AdmissionDecision decision = OrderAdmission.Decide(cash, c.stakes, 0, c.order, 0);
                bool raises = decision.After.RequirementQuanta > decision.Before.RequirementQuanta;
                seen.Add(decision.Code);
                Assert.Equal(
                    new Admission(decision.Code, decision.ReserveQuanta, raises), OrderAdmission.Admit(cash, c.stakes, 0, c.order, 0));
            },
            cases: 20_000);
        ResultCode[] expected = [ResultCode.Ok, ResultCode.InsufficientMargin, ResultCode.StalePrice, ResultCode.PositionLimit];
        Assert.All(expected, code => Assert.Contains(code, seen));
    }

    [Fact]
    public void A_reducing_order_passes_exactly_up_to_the_bound()
    {
        var cases =
            from size in Properties.Signed(1L << 30)
            from other in Properties.Signed(1L << 20)
            from mark in Gen.Choose(1, 2_000_000)
            from entry in Gen.Choose(1, 2_000_000)
            from cash in Properties.Signed(1L << 52)
            from away in Gen.Choose(-1, 1)
            where size != 0
            select (size, other, mark, entry, cash, away);
        Properties.Check(cases, c =>
        {
            MarketExposure stake = TestMarkets.Stake(Btc, c.size, c.entry, c.mark);
            MarketExposure[] markets = [stake, TestMarkets.Stake(TestMarkets.EthPerp, c.other, 300_000, 300_000)];
            CollateralBalance[] cash = TestMarkets.Cash(c.cash);
            long bound = OrderAdmission.ReducingPriceBound(cash, markets, stake);
            long price = Math.Clamp(bound + c.away, 1, Math.Max(c.mark, stake.Parameters.MaximumPriceUnits));
            Side side = c.size > 0 ? Side.Sell : Side.Buy;
            AdmissionDecision decision = OrderAdmission.Decide(cash, markets, 0, new OrderTerms(side, 1, price, true), 0);
            bool isWithin = c.size > 0 ? price >= bound : price <= bound;
            Assert.Equal(isWithin ? ResultCode.Ok : ResultCode.InsufficientMargin, decision.Code);
        });
    }

    [Fact]
    public void What_if_gives_the_numbers_of_the_order_itself()
    {
        MarketExposure[] markets = [TestMarkets.Stake(Btc, 700, 640_000, 645_000)];
        CollateralBalance[] cash = TestMarkets.Cash(5_000 * TestMarkets.Usdt);
        var order = new OrderTerms(Side.Sell, 2_000, 644_000, false);
        AdmissionDecision asked = OrderAdmission.Decide(cash, markets, 0, order, 0);
        markets[0] = markets[0].WithOrder(order, asked.ReserveQuanta);
        Assert.Equal(asked.After, AccountRisk.Evaluate(cash, markets, ValuationPurpose.NewRisk));
    }

    [Theory]
    [InlineData(MarkQuality.Stale)]
    [InlineData(MarkQuality.Missing)]
    public void An_untrusted_mark_blocks_new_risk_there_and_never_a_reduction(MarkQuality quality)
    {
        MarketExposure btc = TestMarkets.Stake(Btc, 1_000, 640_000, 640_000);
        btc = btc with { View = new MarketView(quality == MarkQuality.Missing ? 0 : 640_000, quality, 0) };
        MarketExposure[] markets = [btc, TestMarkets.Stake(TestMarkets.EthPerp, 0, 0, 300_000)];
        CollateralBalance[] rich = TestMarkets.Cash(10_000_000 * TestMarkets.Usdt);
        CollateralBalance[] poor = TestMarkets.Cash(1_000 * TestMarkets.Usdt);
        Assert.Equal(ResultCode.StalePrice, Decide(rich, markets, new OrderTerms(Side.Buy, 1, 640_000, false)));
        Assert.Equal(ResultCode.Ok, Decide(rich, markets, new OrderTerms(Side.Sell, 1_000, 640_000, true)));
        Assert.Equal(ResultCode.Ok, Decide(poor, markets, new OrderTerms(Side.Sell, 1_000, 640_000, true)));
        Assert.Equal(ResultCode.Ok, Decide(poor, markets, new OrderTerms(Side.Sell, 1_000, 640_000, false)));

        // Elsewhere the position counts at its worst: the rich may still trade, the poor may not.
        var elsewhere = new OrderTerms(Side.Buy, 10, 300_000, false);
        Assert.Equal(ResultCode.Ok, OrderAdmission.Decide(rich, markets, 1, elsewhere, 0).Code);
        Assert.Equal(ResultCode.InsufficientMargin, OrderAdmission.Decide(poor, markets, 1, elsewhere, 0).Code);
    }

    [Fact]
    public void A_reduce_only_order_is_not_free_where_an_offset_depends_on_the_position()
    {
        // Long 1 BTC, resting sell of 1.9: worst is 1 long now, but 1.9 short once the reduce-only order has taken the position away.
        MarketExposure stake = TestMarkets.Stake(Btc, 1_000, 640_000, 640_000) with { PendingSellLots = 1_900 };
        MarketExposure[] markets = [stake];
        var reduce = new OrderTerms(Side.Sell, 1_000, 640_000, true);
        Assert.Equal(ResultCode.InsufficientMargin, Decide(TestMarkets.Cash(3_039 * TestMarkets.Usdt), markets, reduce));
        Assert.Equal(ResultCode.Ok, Decide(TestMarkets.Cash(3_040 * TestMarkets.Usdt), markets, reduce));

        // And a later sell is not offset against a position that a reduce-only order may take away.
        MarketExposure[] after = [TestMarkets.Stake(Btc, 1_000, 640_000, 640_000) with { ReduceOnlyLots = 1_000 }];
        AdmissionDecision sell = OrderAdmission.Decide(
            TestMarkets.Cash(100_000 * TestMarkets.Usdt), after, 0, new OrderTerms(Side.Sell, 1_500, 640_000, false), 0);
        Assert.Equal(2_400 * TestMarkets.Usdt, sell.After.InitialQuanta);
        Assert.Equal(48 * TestMarkets.Usdt, sell.ReserveQuanta);
    }

    [Fact]
    public void The_position_limit_counts_open_orders_of_the_side()
    {
        MarketParameters limited = TestMarkets.Perp with { MaximumPositionLots = 1_000_000 };
        MarketExposure[] markets = [TestMarkets.Stake(Btc, 999_000, 640_000, 640_000, limited) with { PendingBuyLots = 999 }];
        CollateralBalance[] cash = TestMarkets.Cash(100_000_000 * TestMarkets.Usdt);
        Assert.Equal(ResultCode.Ok, Decide(cash, markets, new OrderTerms(Side.Buy, 1, 640_000, false)));
        Assert.Equal(ResultCode.PositionLimit, Decide(cash, markets, new OrderTerms(Side.Buy, 2, 640_000, false)));
        Assert.Equal(ResultCode.Ok, Decide(cash, markets, new OrderTerms(Side.Sell, 999_000, 640_000, false)));
    }

    [Fact]
    public void Spot_is_bought_with_settled_money_and_sold_from_base()
    {
        MarketExposure winner = TestMarkets.Stake(Btc, 1_000, 640_000, 700_000);
        MarketExposure[] markets = [winner, TestMarkets.Stake(TestMarkets.BtcSpot, 0, 0, 640_000)];
        CollateralBalance[] cash = TestMarkets.Cash(7_100 * TestMarkets.Usdt);

        // Equity is 13,100, but without the unrealised 6,000 and 10 % of 70,000 there are only 100: 1 lot (64.04) fits, 2 do not.
        AdmissionDecision one = OrderAdmission.Decide(cash, markets, 1, new OrderTerms(Side.Buy, 1, 640_000, false), 0);
        Assert.Equal(ResultCode.Ok, one.Code);
        Assert.Equal(64_032_000, one.ReserveQuanta);
        Assert.Equal(
            ResultCode.InsufficientBalance, OrderAdmission.Decide(cash, markets, 1, new OrderTerms(Side.Buy, 2, 640_000, false), 0).Code);
        var sell = new OrderTerms(Side.Sell, 2, 640_000, false);
        Assert.Equal(ResultCode.Ok, OrderAdmission.Decide(cash, markets, 1, sell, 200_000).Code);
        Assert.Equal(ResultCode.InsufficientBalance, OrderAdmission.Decide(cash, markets, 1, sell, 199_999).Code);
        Assert.Equal(
            ResultCode.InvalidRequest,
            OrderAdmission.Decide(cash, markets, 1, new OrderTerms(Side.Sell, 1, 640_000, true), 200_000).Code);
    }

    private static long Reserve(MarketSpec spec, Side side, long lots, long price, long mark) =>
        OrderReserve.Compute(spec, TestMarkets.Perp, new OrderTerms(side, lots, price, false), mark);

    private static ResultCode Decide(CollateralBalance[] ledger, MarketExposure[] markets, OrderTerms order) =>
        OrderAdmission.Decide(ledger, markets, 0, order, 0).Code;
}
