using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Markets;

namespace OrleansMarkets.Core.Tests.Clearing.Auctions;

/// <summary>Frequent batch auctions, windows of 100 ms: one worked example for each sentence.</summary>
public sealed class BatchTests
{
    private const long WindowNs = 100 * TestMarket.Ms;

    private readonly TestMarket _market = AuctionMarket.With(AuctionMarket.None with { BatchWindowNs = WindowNs });

    [Fact]
    public void Orders_of_a_window_trade_at_one_price_at_its_end()
    {
        long first = _market.Place(1, Side.Sell, 1_000, 4);
        long second = _market.Place(2, Side.Buy, 1_010, 4);
        long third = _market.Place(3, Side.Buy, 1_005, 4);
        long fourth = _market.Place(4, Side.Sell, 990, 2);
        Assert.Equal((0L, MarketPhase.Open), (_market.Engine.Trades, _market.Engine.Phase));
        Assert.Equal(0, _market.Engine.NextAlarmNs % WindowNs);
        Assert.InRange(_market.Engine.NextAlarmNs, _market.NowNs + 1, _market.NowNs + WindowNs);
        _market.CheckAll();

        _market.After(WindowNs);
        Assert.Equal([(second, fourth, 1_005, 2), (first, second, 1_005, 2), (first, third, 1_005, 2)], _market.AuctionTrades());
        Assert.Equal((long.MaxValue, MarketPhase.Open), (_market.Engine.NextAlarmNs, _market.Engine.Phase));
        Assert.Equal(2, _market.Engine.BestBidLots());
        _market.CheckAll();
    }

    [Fact]
    public void A_window_in_which_nothing_meets_leaves_no_record()
    {
        _market.Place(1, Side.Sell, 1_000, 4);
        _market.Place(2, Side.Buy, 990, 4);
        Assert.Equal(long.MaxValue, _market.Engine.NextAlarmNs);
        Assert.False(_market.After(WindowNs).HasRecord);
    }

    [Fact]
    public void Immediate_orders_trade_in_their_window_or_not_at_all()
    {
        long sell = _market.Place(1, Side.Sell, 1_000, 4);
        Outcome buy = _market.Submit(2, Side.Buy, 0, 6, TimeInForce.ImmediateOrCancel);
        Outcome low = _market.Submit(3, Side.Buy, 990, 6, TimeInForce.ImmediateOrCancel);
        Assert.Equal((6L, 6L), (buy.Result.RestingLots, low.Result.RestingLots));
        _market.After(WindowNs);
        Assert.Equal([(sell, buy.Result.OrderId, 1_900, 4)], _market.AuctionTrades());
        Assert.Equal(
            [(buy.Result.OrderId, 2L, CancelReason.AuctionEnded), (low.Result.OrderId, 6, CancelReason.AuctionEnded)],
            _market.LastCancels());
        Assert.Equal(ResultCode.NotInAuction, _market.Submit(2, Side.Buy, 1_000, 1, TimeInForce.FillOrKill).Code);
        _market.CheckAll();
    }

    [Fact]
    public void A_cancel_before_the_end_of_the_window_works()
    {
        _market.Place(1, Side.Sell, 1_000, 4);
        long buy = _market.Place(2, Side.Buy, 1_000, 4);
        Assert.Equal(ResultCode.Ok, _market.Cancel(2, buy).Code);
        _market.After(WindowNs);
        Assert.Equal(0, _market.Engine.Trades);
        Assert.DoesNotContain(EventKind.AuctionTrade, _market.LastEvents());
        _market.CheckAll();
    }

    [Fact]
    public void A_halt_in_a_window_keeps_what_was_collected()
    {
        _market.Place(1, Side.Sell, 1_000, 4);
        _market.Place(2, Side.Buy, 1_000, 4);
        _market.SetPhase(MarketPhase.Halted);
        _market.After(WindowNs);
        Assert.Equal(0, _market.Engine.Trades);
        _market.CheckAll();
        _market.SetPhase(MarketPhase.Open);
        _market.Nudge();
        Assert.Equal((1L, MarketPhase.Open), (_market.Engine.Trades, _market.Engine.Phase));
        _market.CheckAll();
    }

    [Fact]
    public void A_crash_in_a_window_keeps_what_was_collected()
    {
        _market.Place(1, Side.Sell, 1_000, 4);
        _market.Place(2, Side.Buy, 1_000, 4);
        _market.Recover();
        _market.Index(1_000);
        _market.After(WindowNs);
        Assert.Equal((1L, MarketPhase.Open), (_market.Engine.Trades, _market.Engine.Phase));
        _market.CheckAll();
    }

    [Fact]
    public void When_batches_end_what_was_collected_trades_in_a_last_one()
    {
        _market.Place(1, Side.Sell, 1_000, 4);
        _market.Place(2, Side.Buy, 1_000, 4);
        _market.SetParameters(_market.Engine.Parameters with { Version = 2, Auction = null });
        Assert.Equal(1, _market.Submit(3, Side.Buy, 1_010, 1).Result.RestingLots);
        _market.After(WindowNs);
        Assert.Equal(2, _market.Engine.Trades);
        Assert.Equal(ResultCode.NoLiquidity, _market.Submit(3, Side.Buy, 1_010, 1, TimeInForce.ImmediateOrCancel).Code);
        _market.CheckAll();
    }

    [Fact]
    public void A_price_outside_the_dynamic_band_turns_the_batch_into_an_interruption()
    {
        var rules = new AuctionParameters(0, 30 * TestMarkets.SecondNs, 0, 50_000, WindowNs, 0);
        TestMarket market = AuctionMarket.With(rules);
        market.Place(1, Side.Sell, 1_000, 4);
        market.Place(2, Side.Buy, 1_000, 4);
        market.After(WindowNs);
        market.Place(1, Side.Sell, 1_100, 4);
        market.Place(2, Side.Buy, 1_100, 4);
        market.After(WindowNs);
        Assert.Equal((1L, MarketPhase.Interrupted), (market.Engine.Trades, market.Engine.Phase));
        market.AfterSeconds(30);
        Assert.Equal((2L, MarketPhase.Open), (market.Engine.Trades, market.Engine.Phase));
        market.CheckAll();
    }
}
