using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Auctions;

/// <summary>Orders that would take wait 10 ms, cancels never: one worked example for each sentence.</summary>
public sealed class DelayTests
{
    private const long DelayNs = 10 * TestMarket.Ms;

    private readonly TestMarket _market = AuctionMarket.With(AuctionMarket.None with { TakerDelayNs = DelayNs });

    [Fact]
    public void An_order_that_would_take_waits_with_its_reserve_and_is_matched_when_its_time_comes()
    {
        long sell = _market.Place(1, Side.Sell, 1_000, 4);
        Outcome buy = _market.Submit(2, Side.Buy, 1_010, 6, reserve: 600);
        Assert.Equal((ResultCode.Ok, 6L, 0L), (buy.Code, buy.Result.WaitingLots, buy.Result.FilledLots));
        Assert.Equal((6L, 600L, 1), (buy.Row.OpenBuyLots, buy.Row.OrderReserveQuanta, buy.Row.OpenOrders));
        Assert.Equal(_market.NowNs + DelayNs, _market.Engine.NextAlarmNs);
        _market.CheckAll();
        _market.After(DelayNs - (2 * TestMarket.Ms));
        Assert.Equal(0, _market.Engine.Trades);
        _market.Nudge();
        Assert.Equal([(sell, buy.Result.OrderId, 1_000, 4)], _market.AuctionTrades());
        Assert.Equal((2L, 200L, 1), (_market.Row(2).OpenBuyLots, _market.Row(2).OrderReserveQuanta, _market.Row(2).OpenOrders));
        Assert.Equal(2, _market.Engine.BestBidLots());
        _market.CheckAll();
    }

    [Fact]
    public void A_maker_may_cancel_before_the_order_is_matched()
    {
        long sell = _market.Place(1, Side.Sell, 1_000, 4);
        _market.Submit(2, Side.Buy, 1_000, 4, TimeInForce.ImmediateOrCancel);
        Assert.Equal(ResultCode.Ok, _market.Cancel(1, sell).Code);
        _market.After(DelayNs);
        Assert.Equal((0L, 0), (_market.Engine.Trades, _market.Row(2).OpenOrders));
        _market.CheckAll();
    }

    [Fact]
    public void The_waiting_order_can_be_cancelled()
    {
        _market.Place(1, Side.Sell, 1_000, 4);
        long buy = _market.Submit(2, Side.Buy, 1_000, 4).Result.OrderId;
        Outcome cancel = _market.Cancel(2, buy);
        Assert.Equal((ResultCode.Ok, 4L), (cancel.Code, cancel.Result.CancelledLots));
        Assert.Equal(long.MaxValue, _market.Engine.NextAlarmNs);
        Assert.False(_market.After(DelayNs).HasRecord);
        _market.CheckAll();
    }

    [Fact]
    public void Makers_and_post_only_orders_do_not_wait()
    {
        _market.Place(1, Side.Sell, 1_000, 4);
        Assert.Equal(4, _market.Submit(2, Side.Buy, 999, 4).Result.RestingLots);
        Assert.Equal(ResultCode.WouldTake, _market.Submit(2, Side.Buy, 1_000, 4, flags: OrderFlags.PostOnly).Code);
        Assert.Equal(4, _market.Submit(2, Side.Buy, 998, 4, flags: OrderFlags.PostOnly).Result.RestingLots);
        Assert.Equal(ResultCode.NoLiquidity, _market.Submit(2, Side.Buy, 999, 4, TimeInForce.ImmediateOrCancel).Code);
    }

    [Fact]
    public void Orders_are_matched_in_the_order_of_their_sequence_also_after_the_delay_was_shortened()
    {
        _market.Place(1, Side.Sell, 1_000, 4);
        long first = _market.Submit(2, Side.Buy, 1_000, 4).Result.OrderId;
        _market.SetParameters(_market.Engine.Parameters with { Version = 2, Auction = AuctionMarket.None with { TakerDelayNs = 1 } });
        long second = _market.Submit(3, Side.Buy, 1_000, 4).Result.OrderId;
        _market.After(DelayNs);
        Assert.Equal(first, Assert.Single(_market.AuctionTrades()).Taker);
        Assert.True(_market.Engine.TryGetOrder(second, out _));
        _market.CheckAll();
    }

    [Theory]
    [InlineData(TimeInForce.FillOrKill)]
    [InlineData(TimeInForce.ImmediateOrCancel)]
    public void A_market_order_keeps_its_bound_and_an_immediate_one_leaves_nothing(TimeInForce force)
    {
        _market.Place(1, Side.Sell, 1_000, 4);
        _market.Place(1, Side.Sell, 1_020, 4);
        SubmitCommand order = _market.Order(2, Side.Buy, 0, 8, force) with { WorstPriceUnits = 1_010 };
        Assert.Equal(8, _market.Run(order).Result.WaitingLots);
        _market.After(DelayNs);
        Assert.Equal(force == TimeInForce.FillOrKill ? 0 : 4, _market.Row(2).SizeLots);
        Assert.Equal(0, _market.Row(2).OpenOrders);
        _market.CheckAll();
    }

    [Fact]
    public void An_order_that_closes_takes_no_more_than_the_position_that_there_was_when_it_came()
    {
        _market.Place(1, Side.Sell, 1_000, 4);
        _market.Submit(2, Side.Buy, 1_000, 4);
        _market.After(DelayNs);
        _market.Place(1, Side.Buy, 980, 8);
        _market.Place(2, Side.Buy, 990, 4);
        _market.Submit(3, Side.Sell, 990, 4);
        SubmitCommand close = _market.Order(
            2, Side.Sell, 0, 0, TimeInForce.ImmediateOrCancel, OrderFlags.ReduceOnly | OrderFlags.ClosePosition);
        Assert.Equal(4, _market.Run(close).Result.WaitingLots);
        Assert.Equal(4, _market.Row(2).OpenReduceOnlyLots);

        // The other taker fills the account's bid first: eight lots are held, and four were counted for the close.
        _market.After(DelayNs);
        Assert.Equal(4, _market.Row(2).SizeLots);
        _market.CheckAll();
    }

    [Fact]
    public void Waiting_orders_survive_a_crash_and_wait_while_the_market_does_not_trade()
    {
        _market.Place(1, Side.Sell, 1_000, 4);
        _market.Submit(2, Side.Buy, 1_000, 4);
        _market.Recover();
        _market.After(DelayNs);
        Assert.Equal(0, _market.Engine.Trades);
        _market.Index(1_000);
        _market.Nudge();
        Assert.Equal(1, _market.Engine.Trades);
        _market.CheckAll();
    }

    [Fact]
    public void Every_order_that_may_wait_counts_for_the_limit_of_open_orders()
    {
        TestMarket market = AuctionMarket.With(
            AuctionMarket.None with { TakerDelayNs = DelayNs }, TestMarket.Calm with { MaximumOpenOrders = 1 });
        market.Place(1, Side.Sell, 1_000, 4);
        market.Submit(2, Side.Buy, 1_000, 1, TimeInForce.ImmediateOrCancel);
        Assert.Equal(ResultCode.TooManyOpenOrders, market.Submit(2, Side.Buy, 1_000, 1, TimeInForce.ImmediateOrCancel).Code);
    }
}
