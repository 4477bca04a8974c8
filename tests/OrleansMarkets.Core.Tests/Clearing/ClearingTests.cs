using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Markets;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>What trades do to rows: cost, profit, fees, reserves. One unit × lot is 100 quanta.</summary>
public sealed class ClearingTests
{
    [Fact]
    public void Profit_is_realised_by_average_cost()
    {
        var market = new TestMarket();
        market.Open(1, 2, 1_000, 10);
        market.Open(1, 2, 1_010, 10);
        Assert.Equal(2_010_000, market.Row(1).CostBasisQuanta);
        market.Open(2, 1, 1_020, 5);
        ClearingRow row = market.Row(1);
        Assert.Equal(15, row.SizeLots);
        Assert.Equal(1_507_500, row.CostBasisQuanta);
        Assert.Equal(510_000 - 502_500, row.RealisedPnlQuanta);
        Assert.Equal(-7_500, market.Row(2).RealisedPnlQuanta);
    }

    [Fact]
    public void Released_cost_is_rounded_toward_zero_and_the_rest_stays()
    {
        var market = new TestMarket();
        market.Open(1, 2, 1_000, 1);
        market.Open(1, 2, 1_001, 2);
        Assert.Equal(300_200, market.Row(1).CostBasisQuanta);
        market.Open(2, 1, 1_000, 1);
        Assert.Equal(300_200 - 100_066, market.Row(1).CostBasisQuanta);
        Assert.Equal(100_000 - 100_066, market.Row(1).RealisedPnlQuanta);
        Assert.Equal(-300_200 + 100_066, market.Row(2).CostBasisQuanta);
        market.Open(2, 1, 1_000, 2);
        Assert.Equal(0, market.Row(1).CostBasisQuanta);
        Assert.Equal(-200, market.Row(1).RealisedPnlQuanta);
        Assert.Equal(-200, market.Row(1).QuoteQuanta);
    }

    [Fact]
    public void A_trade_through_zero_closes_and_opens()
    {
        var market = new TestMarket();
        market.Open(1, 2, 1_000, 4);
        market.Open(3, 1, 1_100, 10);
        ClearingRow row = market.Row(1);
        Assert.Equal(-6, row.SizeLots);
        Assert.Equal(-6 * 1_100 * 100, row.CostBasisQuanta);
        Assert.Equal(4 * 100 * 100, row.RealisedPnlQuanta);
    }

    [Fact]
    public void Fees_are_rounded_against_the_trader_and_are_income_of_the_fee_row()
    {
        // 7 lots at 1,003 are 702,100 quanta: 333 ppm are 233.7993 and 111 ppm are 77.9331.
        var market = new TestMarket(TestMarket.With(makerPpm: -111, takerPpm: 333));
        market.Open(1, 2, 1_003, 7);
        Assert.Equal(234, market.Row(1).FeesQuanta);
        Assert.Equal(-77, market.Row(2).FeesQuanta);
        Assert.Equal(157, market.Row(WellKnownAccounts.Fees).TransfersQuanta);
        Assert.Equal(157, market.Row(WellKnownAccounts.Fees).QuoteQuanta);
        Assert.True(market.Engine.TotalBalance().IsBalanced);
        TradeEvent trade = Assert.Single(market.LastTrades());
        Assert.Equal(702_100, trade.NotionalQuanta);
    }

    [Fact]
    public void An_orders_reserve_falls_in_proportion_rounded_up()
    {
        var market = new TestMarket();
        market.Place(1, Side.Buy, 1_000, 7, reserve: 100);
        Assert.Equal(100, market.Row(1).OrderReserveQuanta);
        market.Submit(2, Side.Sell, 1_000, 3, TimeInForce.ImmediateOrCancel);
        Assert.Equal(58, market.Row(1).OrderReserveQuanta);
        Assert.Equal(4, market.Row(1).OpenBuyLots);
        market.Submit(2, Side.Sell, 1_000, 4, TimeInForce.ImmediateOrCancel);
        Assert.Equal(0, market.Row(1).OrderReserveQuanta);
        Assert.Equal(0, market.Row(1).OpenOrders);
    }

    [Fact]
    public void What_rests_of_a_taker_keeps_its_share_of_the_reserve()
    {
        var market = new TestMarket();
        market.Place(1, Side.Sell, 1_000, 3);
        market.Place(2, Side.Buy, 1_000, 7, reserve: 100);
        Assert.Equal(58, market.Row(2).OrderReserveQuanta);
    }

    [Fact]
    public void Reduce_only_orders_are_in_no_aggregate_of_risk()
    {
        var market = new TestMarket();
        market.Open(1, 2, 1_000, 10);
        market.Place(1, Side.Sell, 1_010, 10, OrderFlags.ReduceOnly);
        ClearingRow row = market.Row(1);
        Assert.Equal(0, row.OpenSellLots);
        Assert.Equal(1, row.OpenOrders);
        Assert.Equal(0, row.OrderReserveQuanta);
    }

    [Fact]
    public void A_spot_row_carries_base_and_cash()
    {
        MarketParameters rules = TestMarkets.Spot with { PriceBandPpm = 900_000, MakerFeePpm = 0, TakerFeePpm = 1_000 };
        var market = new TestMarket(rules, TestMarkets.BtcSpot);
        market.Open(1, 2, 1_000, 10);
        market.Index(1_000);
        market.Open(3, 1, 1_200, 4);
        ClearingRow row = market.Row(1);
        Assert.Equal(6, row.SizeLots);
        Assert.Equal(-1_000_000 - 1_000 + 480_000, row.QuoteQuanta);
        Assert.Equal(1_000_000 - 480_000, row.CostBasisQuanta);
        Assert.Equal(0, row.RealisedPnlQuanta);
        Assert.Equal(-10, market.Row(2).SizeLots);
        Assert.Equal(ResultCode.InvalidRequest, market.Submit(1, Side.Sell, 1_000, 1, flags: OrderFlags.ReduceOnly).Code);
        Assert.Equal(long.MaxValue, market.Engine.NextBoundaryNs);
        market.Engine.CheckInvariants();
    }

    [Fact]
    public void A_step_has_a_limit_of_fills_and_the_rest_of_the_taker_is_cancelled()
    {
        var market = new TestMarket();
        for (int maker = 0; maker < MarketLimits.MaximumFillsPerStep + 1; maker++)
        {
            market.Place(10 + (maker % 10), Side.Sell, 1_000, 1);
        }

        long all = MarketLimits.MaximumFillsPerStep + 1;
        Assert.Equal(ResultCode.CannotFillWhole, market.Submit(1, Side.Buy, 1_000, all, TimeInForce.FillOrKill).Code);
        Outcome outcome = market.Submit(1, Side.Buy, 1_000, all + 5);
        Assert.Equal(MarketLimits.MaximumFillsPerStep, outcome.Result.FilledLots);
        Assert.Equal(CancelReason.FillLimit, outcome.Result.CancelReason);
        Assert.Equal(0, outcome.Result.RestingLots);
        Assert.Equal(6, outcome.Result.CancelledLots);
    }

    [Fact]
    public void Depth_and_impact_price_follow_the_book()
    {
        var market = new TestMarket();
        market.Place(1, Side.Sell, 1_000, 10);
        market.Place(2, Side.Sell, 1_000, 10);
        market.Place(1, Side.Sell, 1_100, 20);
        var levels = new DepthLevel[8];
        Assert.Equal(2, market.Engine.Book.CopyDepth(Side.Sell, levels));
        Assert.Equal(new DepthLevel(1_000, 20, 2), levels[0]);
        Assert.Equal(new DepthLevel(1_100, 20, 1), levels[1]);
        Assert.Equal(1_000, market.Engine.Book.ImpactPriceUnits(Side.Sell, 2_000_000, 100));
        Assert.Equal(1_033, market.Engine.Book.ImpactPriceUnits(Side.Sell, 3_100_000, 100));
        Assert.Equal(1_050, market.Engine.Book.ImpactPriceUnits(Side.Sell, 4_200_000, 100));
        Assert.Equal(0, market.Engine.Book.ImpactPriceUnits(Side.Sell, 4_200_001, 100));
        Assert.Equal(0, market.Engine.Book.ImpactPriceUnits(Side.Buy, 1, 100));
        Assert.Equal(0, market.Engine.Book.MidUnits);
        market.Place(3, Side.Buy, 997, 1);
        Assert.Equal(998, market.Engine.Book.MidUnits);
    }
}
