using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing;
using OrleansMarkets.Core.Tests.Markets;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Replicas;

namespace OrleansMarkets.MarketData.Tests.Replicas;

/// <summary>Both sides of trades, and what else moves an account's money in a market.</summary>
public sealed class ExecutionTests
{
    [Fact]
    public void Both_sides_of_a_trade_have_it_under_one_id()
    {
        var market = new TestMarket(TestMarket.With(makerPpm: 100, takerPpm: 500));
        long resting = market.Run(market.Order(1, Side.Sell, 1_000, 10) with { ClientOrderId = ClientOrderId.From("ask") }).Result.OrderId;
        long taking = market.Submit(2, Side.Buy, 1_000, 4, TimeInForce.ImmediateOrCancel).Result.OrderId;
        MarketReplica replica = Pages.Replica(market);
        PublicTrade trade = Assert.Single(replica.ReadTrades(10));
        Execution maker = Assert.Single(replica.ReadExecutions(1, 10));
        Execution taker = Assert.Single(replica.ReadExecutions(2, 10));
        Assert.Equal(taking, trade.Id.Sequence);
        Assert.Equal(
            (ExecutionKind.Trade, Side.Buy, 1_000L, 4L, 400_000L),
            (trade.Kind, trade.TakerSide, trade.PriceUnits, trade.Lots, trade.NotionalQuanta));
        Assert.Equal((trade.Id, trade.Id), (maker.Id, taker.Id));
        Assert.Equal($"{trade.Id.Sequence}-{trade.Id.Index}", trade.Id.ToString());
        Assert.Equal((resting, "ask", Side.Sell, true, 40L, 6L), Key(maker));
        Assert.Equal((taking, "", Side.Buy, false, 200L, 0L), Key(taker));
    }

    [Fact]
    public void Lots_that_close_a_position_are_told_from_those_that_open_one()
    {
        var market = new TestMarket();
        market.Open(1, 2, 1_000, 10);
        market.Place(3, Side.Buy, 1_010, 14);
        market.Submit(1, Side.Sell, 1_010, 14);
        MarketReplica replica = Pages.Replica(market);
        Execution closing = replica.ReadExecutions(1, 1)[0];
        Assert.Equal((14L, 10L, 10_000L), (closing.Lots, closing.ClosedLots, closing.RealisedQuanta));
        Assert.Equal(0, replica.ReadExecutions(3, 1)[0].ClosedLots);
        Assert.Equal(14, replica.ReadStatus().OpenInterestLots);
    }

    [Fact]
    public void A_liquidation_is_an_execution_of_its_account_and_a_public_trade()
    {
        var market = new TestMarket();
        market.Open(1, 2, 1_000, 10);
        long bid = market.Place(3, Side.Buy, 990, 6);
        Outcome step = market.Run(new LiquidateCommand(1, market.NextStamp(1), 1, 1, Side.Sell, 8, 980, 950, 9));
        MarketReplica replica = Pages.Replica(market);
        Execution[] executions = [.. replica.ReadExecutions(1, 2)];
        Assert.Equal(ExecutionKind.LiquidationFee, executions[0].Kind);
        Assert.Equal(step.Liquidation.LiquidationFeeQuanta, executions[0].FeeQuanta);
        Assert.Equal((ExecutionKind.Liquidation, 6L, 6L, Side.Sell), Liquidated(executions[1]));
        Assert.Equal(step.Liquidation.Sequence, executions[1].OrderId);
        Execution maker = replica.ReadExecutions(3, 1)[0];
        Assert.Equal((ExecutionKind.Trade, bid, true), (maker.Kind, maker.OrderId, maker.IsMaker));
        Assert.Equal(ExecutionKind.Liquidation, replica.ReadTrades(1)[0].Kind);
        Assert.Equal(OrderStatus.Filled, replica.ReadFinalOrders(3, 1)[0].Status);
        Assert.DoesNotContain(replica.ReadFinalOrders(1, 10), order => order.OrderId == step.Liquidation.Sequence);
        EngineTwin.AssertSame(market.Engine, replica, [1, 2, 3, 9]);
    }

    [Fact]
    public void A_deleveraging_is_one_on_both_sides()
    {
        var market = new TestMarket();
        market.Open(1, 2, 1_000, 10);
        market.Run(new DeleverageCommand(
            1, market.NextStamp(1), 1, 1, 980, new DeleverageCounterparty[] { new(2, 7, 1, 2) }));
        MarketReplica replica = Pages.Replica(market);
        foreach (long account in new[] { 1L, 2L })
        {
            Execution execution = replica.ReadExecutions(account, 1)[0];
            Assert.Equal(
                (ExecutionKind.Deleveraging, 7L, 7L, 980L, 0L, false),
                (execution.Kind, execution.Lots, execution.ClosedLots, execution.PriceUnits, execution.FeeQuanta, execution.IsMaker));
        }

        Assert.Equal(ExecutionKind.Deleveraging, replica.ReadTrades(1)[0].Kind);
        Assert.Equal(3, replica.ReadStatus().OpenInterestLots);
    }

    [Fact]
    public void Funding_is_an_execution_when_it_reaches_the_row()
    {
        var market = new TestMarket(TestMarket.Calm with
        {
            Funding = TestMarkets.Funding with
            {
                IntervalNs = 60 * TestMarkets.SecondNs,
                SamplePeriodNs = 5 * TestMarkets.SecondNs,
                MinimumSamples = 6,
            },
        });
        market.Open(1, 2, 1_000, 1_000_000);
        market.NowNs = market.Engine.NextFundingNs - (20 * TestMarkets.SecondNs);
        market.Nudge();
        MarketReplica replica = Pages.Replica(market);
        Assert.Equal((100L, 0L), (replica.ReadStatus().FundingRatePpm, replica.ReadStatus().LastFundingRatePpm));
        market.NowNs = market.Engine.NextFundingNs;
        market.Touch(1);
        Pages.Follow(replica, market);
        Execution payment = replica.ReadExecutions(1, 1)[0];
        Assert.Equal((ExecutionKind.Funding, Side.Buy, 1_000_000L, 1_000L), Paid(payment));
        Assert.Equal(-market.Row(1).FundingQuanta, payment.FeeQuanta);
        Assert.True(payment.FeeQuanta > 0);
        FundingSettlement settled = Assert.Single(replica.ReadFundingSettlements(10));
        Assert.Equal((100L, 1_000L), (settled.RatePpm, settled.MarkUnits));
        Assert.Equal((100L, 100L), (replica.ReadStatus().FundingRatePpm, replica.ReadStatus().LastFundingRatePpm));
        Assert.Equal(market.Engine.NextFundingNs, replica.ReadStatus().NextFundingNs);
    }

    [Fact]
    public void A_spot_market_has_no_positions_to_close()
    {
        var market = new TestMarket(
            TestMarkets.Spot with { PriceBandPpm = 900_000 }, TestMarkets.BtcSpot);
        market.Open(1, 2, 1_000, 10);
        market.Open(2, 1, 1_000, 10);
        MarketReplica replica = Pages.Replica(market);
        Assert.All(replica.ReadExecutions(1, 10), execution => Assert.Equal(0, execution.ClosedLots));
        Assert.Equal((0L, 0L), (replica.ReadStatus().OpenInterestLots, replica.ReadStatus().NextFundingNs));
    }

    private static (long OrderId, string Name, Side Side, bool IsMaker, long Fee, long Leaves) Key(Execution execution) => (
        execution.OrderId, execution.ClientOrderId, execution.Side, execution.IsMaker, execution.FeeQuanta, execution.LeavesLots);

    private static (ExecutionKind Kind, long Lots, long Closed, Side Side) Liquidated(Execution execution) =>
        (execution.Kind, execution.Lots, execution.ClosedLots, execution.Side);

    private static (ExecutionKind Kind, Side Side, long Lots, long Price) Paid(Execution execution) =>
        (execution.Kind, execution.Side, execution.Lots, execution.PriceUnits);
}
