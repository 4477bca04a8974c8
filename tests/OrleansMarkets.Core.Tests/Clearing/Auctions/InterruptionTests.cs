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
}
