using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Markets;

namespace OrleansMarkets.Core.Tests.Clearing.Auctions;

/// <summary>A trade that would leave the dynamic band stops before it: one worked example for each sentence. The band is 5 %.</summary>
public sealed class InterruptionTests
{
    private static readonly AuctionParameters Rules = AuctionMarket.None with
    {
        InterruptionBandPpm = 50_000,
        InterruptionNs = 30 * TestMarkets.SecondNs,
    };

    private readonly TestMarket _market = AuctionMarket.With(Rules);

    public InterruptionTests()
    {
        // The last trade is at 1,000: trades from 950 to 1,050 are inside the band.
        _market.Open(8, 9, 1_000, 1);
    }

    [Fact]
    public void The_order_trades_inside_the_band_and_the_market_collects_the_rest_for_an_auction()
    {
        long near = _market.Place(1, Side.Sell, 1_050, 4);
        long far = _market.Place(2, Side.Sell, 1_051, 4);
        Outcome buy = _market.Submit(3, Side.Buy, 1_060, 10);
        Assert.Equal((4L, 6L), (buy.Result.FilledLots, buy.Result.RestingLots));
        Assert.Equal([(near, buy.Result.OrderId, 1_050, 4)], _market.AuctionTrades());
        Assert.Equal(MarketPhase.Interrupted, _market.Engine.Phase);
        _market.CheckAll();

        _market.Place(4, Side.Sell, 1_040, 1);
        _market.AfterSeconds(30);
        Assert.Equal(MarketPhase.Open, _market.Engine.Phase);
        Assert.Equal([1_060L, 1_060], _market.AuctionTrades().Select(trade => trade.Price));
        Assert.Equal([1L, 4], _market.AuctionTrades().Select(trade => trade.Lots));
        Assert.Equal(far, _market.AuctionTrades()[1].Maker);
        Assert.Equal(1, _market.Engine.BestBidLots());
        _market.CheckAll();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_060)]
    public void What_may_not_rest_is_cancelled(long price)
    {
        _market.Place(2, Side.Sell, 1_051, 4);
        Outcome buy = _market.Submit(3, Side.Buy, price, 10, TimeInForce.ImmediateOrCancel);
        Assert.Equal((10L, CancelReason.Interrupted), (buy.Result.CancelledLots, buy.Result.CancelReason));
        Assert.Equal(MarketPhase.Interrupted, _market.Engine.Phase);
        _market.CheckAll();
    }

    [Fact]
    public void A_price_below_the_band_interrupts_a_buyer_too()
    {
        _market.Place(2, Side.Sell, 940, 4);
        Outcome buy = _market.Submit(3, Side.Buy, 1_000, 4);
        Assert.Equal((0L, 4L), (buy.Result.FilledLots, buy.Result.RestingLots));
        Assert.Equal(MarketPhase.Interrupted, _market.Engine.Phase);
        _market.CheckAll();
    }

    [Fact]
    public void A_limit_beyond_the_band_without_anyone_to_trade_with_interrupts_nothing()
    {
        _market.Place(2, Side.Sell, 1_040, 4);
        Assert.Equal(1, _market.Submit(3, Side.Buy, 1_100, 5).Result.RestingLots);
        Assert.Equal(MarketPhase.Open, _market.Engine.Phase);
        Assert.Equal(1_040, _market.Engine.LastPriceUnits);
    }

    [Fact]
    public void Fill_or_kill_counts_only_what_is_inside_the_band_and_post_only_takes_nothing()
    {
        _market.Place(1, Side.Sell, 1_050, 4);
        _market.Place(2, Side.Sell, 1_060, 4);
        Assert.Equal(ResultCode.CannotFillWhole, _market.Submit(3, Side.Buy, 1_060, 5, TimeInForce.FillOrKill).Code);
        Assert.Equal(ResultCode.WouldTake, _market.Submit(3, Side.Buy, 1_060, 5, flags: OrderFlags.PostOnly).Code);
        Assert.Equal(MarketPhase.Open, _market.Engine.Phase);
    }

    [Fact]
    public void The_band_follows_the_last_trade_before_each_order()
    {
        _market.Place(1, Side.Sell, 1_040, 1);
        _market.Place(1, Side.Sell, 1_080, 1);
        _market.Submit(3, Side.Buy, 1_040, 1);
        Assert.Equal(1, _market.Submit(3, Side.Buy, 1_080, 1).Result.FilledLots);
        Assert.Equal(MarketPhase.Open, _market.Engine.Phase);
    }

    [Fact]
    public void A_liquidation_stops_at_the_band_and_waits_for_the_market_to_open()
    {
        _market.Open(1, 2, 1_000, 10);
        _market.Place(3, Side.Buy, 960, 4);
        _market.Place(3, Side.Buy, 940, 4);
        Outcome step = _market.Run(new LiquidateCommand(1, _market.NextStamp(1), 1, 1, Side.Sell, 10, 1, 1, 0));
        Assert.Equal((4L, 6L), (step.Liquidation.ClosedLots, step.Liquidation.RemainderLots));
        Assert.Equal(MarketPhase.Interrupted, _market.Engine.Phase);
        Outcome next = _market.Run(new LiquidateCommand(1, _market.NextStamp(1), 1, 2, Side.Sell, 6, 1, 1, 0));
        Assert.Equal(ResultCode.MarketNotOpen, next.Code);
        _market.CheckAll();
    }

    [Fact]
    public void After_an_interruption_without_a_trade_the_band_stands_around_the_mark()
    {
        // The mark has fallen to 900, and so have the quotes: all of them are below the band around the last trade.
        _market.Open(1, 2, 1_000, 10);
        _market.Index(900);
        _market.Place(3, Side.Buy, 890, 10);
        Outcome first = Liquidate(1, 1, 10, 850);
        Assert.Equal((0L, 10L, true), (first.Liquidation.ClosedLots, first.Liquidation.RemainderLots, first.Liquidation.Interrupted));
        Assert.Equal(MarketPhase.Interrupted, _market.Engine.Phase);
        Reopen();

        Outcome second = Liquidate(1, 2, 10, 850);
        Assert.Equal((10L, 0L, false), (second.Liquidation.ClosedLots, second.Liquidation.RemainderLots, second.Liquidation.Interrupted));
        Assert.Equal(MarketPhase.Open, _market.Engine.Phase);
        Assert.Equal(890, _market.Engine.LastPriceUnits);
        _market.CheckAll();
    }

    [Fact]
    public void Each_further_interruption_without_a_trade_doubles_the_band_until_the_price_band_is_narrower()
    {
        // The bid is 12 % below the mark: outside of 5 % around the last trade, and of 5 % and 10 % around the mark. 20 % is the price
        // band, so the fourth time there is no band.
        TestMarket market = AuctionMarket.With(Rules, TestMarket.Calm with { PriceBandPpm = 200_000 });
        market.Open(1, 2, 1_000, 10);
        market.Place(3, Side.Buy, 880, 10);
        for (int step = 1; step <= 3; step++)
        {
            Outcome stopped = market.Run(Close(market, 1, step, 10, 850));
            Assert.Equal((0L, true), (stopped.Liquidation.ClosedLots, stopped.Liquidation.Interrupted));
            market.CheckAll();
            market.AfterSeconds(30);
            market.Index(1_000);
            Assert.Equal(MarketPhase.Open, market.Engine.Phase);
        }

        Assert.Equal(10, market.Run(Close(market, 1, 4, 10, 850)).Liquidation.ClosedLots);
        market.CheckAll();

        // The trade has brought the band back to its width, around its own price: 836 to 924.
        market.Place(3, Side.Sell, 930, 1);
        market.Submit(4, Side.Buy, 930, 1);
        Assert.Equal(MarketPhase.Interrupted, market.Engine.Phase);
    }

    [Fact]
    public void A_liquidation_keeps_to_the_band_in_a_market_of_batches_too()
    {
        TestMarket market = AuctionMarket.With(Rules with { BatchWindowNs = 100 * TestMarket.Ms });
        market.Place(1, Side.Buy, 1_000, 10);
        market.Place(2, Side.Sell, 1_000, 10);
        market.After(100 * TestMarket.Ms);
        market.Place(3, Side.Buy, 960, 4);
        market.Place(3, Side.Buy, 940, 4);
        Outcome step = market.Run(Close(market, 1, 1, 10, 850));
        Assert.Equal((4L, true), (step.Liquidation.ClosedLots, step.Liquidation.Interrupted));
        Assert.Equal(MarketPhase.Interrupted, market.Engine.Phase);
        market.CheckAll();
    }

    [Fact]
    public void An_auction_that_trades_keeps_the_band_at_the_trade()
    {
        _market.Place(2, Side.Sell, 1_060, 2);
        _market.Submit(3, Side.Buy, 1_060, 1);
        Assert.Equal(MarketPhase.Interrupted, _market.Engine.Phase);
        Reopen();
        Assert.Equal(1_060, _market.Engine.LastPriceUnits);

        // Around the mark it would be 950 to 1,050.
        Assert.Equal(1, _market.Submit(3, Side.Buy, 1_060, 1).Result.FilledLots);
        Assert.Equal(MarketPhase.Open, _market.Engine.Phase);
    }

    [Fact]
    public void Cheap_quotes_do_not_move_the_band()
    {
        // Quotes on both sides of 1,200, never traded: the band goes to the mark, 1,000, and a buyer is stopped there again.
        TestMarket market = AuctionMarket.With(Rules, TestMarket.Calm with { PriceBandPpm = 300_000 });
        market.Open(8, 9, 1_000, 1);
        market.Place(4, Side.Sell, 1_201, 5);
        long bid = market.Submit(5, Side.Buy, 1_201, 5).Result.OrderId;
        Assert.Equal(MarketPhase.Interrupted, market.Engine.Phase);
        market.Cancel(5, bid);
        market.Place(5, Side.Buy, 1_199, 5);
        market.AfterSeconds(30);
        market.Index(1_000);
        Assert.Equal(MarketPhase.Open, market.Engine.Phase);
        Assert.Equal(0, market.Submit(6, Side.Buy, 1_201, 1, TimeInForce.ImmediateOrCancel).Result.FilledLots);
        Assert.Equal(MarketPhase.Interrupted, market.Engine.Phase);
        market.CheckAll();
    }

    [Fact]
    public void A_crash_between_interruption_and_auction_counts_no_other_interruption()
    {
        _market.Open(1, 2, 1_000, 10);
        _market.Place(3, Side.Buy, 940, 10);
        Liquidate(1, 1, 10, 850);
        _market.Recover();
        Reopen();
        Assert.Equal(0, Liquidate(1, 2, 10, 850).Liquidation.ClosedLots);
        Reopen();
        Assert.Equal(10, Liquidate(1, 3, 10, 850).Liquidation.ClosedLots);
        _market.CheckAll();
    }

    [Fact]
    public void Triggered_orders_wait_for_the_market_to_open()
    {
        Outcome stop = _market.Run(_market.Order(5, Side.Buy, 0, 1, TimeInForce.ImmediateOrCancel) with
        {
            Instructions = new OrderInstructions(Trigger: new TriggerTerms(TriggerKind.Stop, TriggerPrice.Last, 1_045, 0, 0, 0)),
        });
        Assert.Equal(ResultCode.Ok, stop.Code);
        _market.Place(1, Side.Sell, 1_050, 4);
        _market.Place(2, Side.Sell, 1_051, 4);
        _market.Submit(3, Side.Buy, 1_060, 10);
        Assert.Equal(MarketPhase.Interrupted, _market.Engine.Phase);
        Assert.DoesNotContain(EventKind.OrderTriggered, _market.LastEvents());
        _market.AfterSeconds(30);
        Assert.Equal(MarketPhase.Open, _market.Engine.Phase);
        Assert.Contains(EventKind.OrderTriggered, _market.LastEvents());
        _market.CheckAll();
    }

    private static LiquidateCommand Close(TestMarket market, long account, int step, long lots, long limit) =>
        new(account, market.NextStamp(account), 1, step, Side.Sell, lots, limit, limit, 0);

    private Outcome Liquidate(long account, int step, long lots, long limit) =>
        _market.Run(Close(_market, account, step, lots, limit));

    private void Reopen()
    {
        _market.AfterSeconds(30);
        _market.Index(_market.Engine.MarkUnits);
        _market.Nudge();
        Assert.Equal(MarketPhase.Open, _market.Engine.Phase);
    }
}
