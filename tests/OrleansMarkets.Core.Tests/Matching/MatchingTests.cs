using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Matching;

/// <summary>What every matching venue must do. Inherited by the tests of the engine and of its naive twin.</summary>
public abstract class MatchingTests
{
    private readonly IMatchingVenue _venue;

    private protected MatchingTests(IMatchingVenue venue) => _venue = venue;

    [Fact]
    public void The_better_price_trades_first_and_the_older_order_at_a_price()
    {
        Place(1, Side.Sell, 1_002, 5);
        Place(2, Side.Sell, 1_001, 5);
        Place(3, Side.Sell, 1_001, 5);
        Take(4, Side.Buy, 1_002, 12);
        Expect(
            MatchingEvent.Trade(2, 4, 1_001, 5),
            MatchingEvent.Trade(3, 4, 1_001, 5),
            MatchingEvent.Trade(1, 4, 1_002, 2));
        Assert.Equal([new DepthLevel(1_002, 3, 1)], _venue.Depth(Side.Sell));
    }

    [Fact]
    public void A_taker_trades_at_the_makers_price_and_its_rest_enters_the_book()
    {
        Place(1, Side.Buy, 1_005, 3);
        Assert.Equal(ResultCode.Ok, Submit(2, Side.Sell, 1_000, 10));
        Expect(MatchingEvent.Trade(1, 2, 1_005, 3), MatchingEvent.Rest(2, 1_000, 7));
    }

    [Fact]
    public void A_partly_filled_order_keeps_its_place()
    {
        Place(1, Side.Buy, 1_000, 10);
        Place(2, Side.Buy, 1_000, 10);
        Take(3, Side.Sell, 1_000, 4);
        Take(3, Side.Sell, 1_000, 10);
        Expect(
            MatchingEvent.Trade(1, 3, 1_000, 4),
            MatchingEvent.Trade(1, 4, 1_000, 6),
            MatchingEvent.Trade(2, 4, 1_000, 4));
    }

    [Fact]
    public void An_account_never_trades_with_itself()
    {
        Place(1, Side.Sell, 1_000, 5);
        Place(2, Side.Sell, 1_001, 5);
        Take(1, Side.Buy, 1_001, 5);
        Expect(MatchingEvent.Cancel(1, 5, CancelReason.SelfTrade), MatchingEvent.Trade(2, 3, 1_001, 5));
    }

    [Fact]
    public void Immediate_or_cancel_leaves_nothing_behind()
    {
        Place(1, Side.Sell, 1_000, 5);
        Assert.Equal(ResultCode.Ok, Submit(2, Side.Buy, 1_000, 8, TimeInForce.ImmediateOrCancel));
        Assert.Equal(ResultCode.NoLiquidity, Submit(2, Side.Buy, 1_000, 8, TimeInForce.ImmediateOrCancel));
        Expect(MatchingEvent.Trade(1, 2, 1_000, 5));
        Assert.Empty(_venue.Depth(Side.Buy));
    }

    [Fact]
    public void Fill_or_kill_is_all_or_nothing()
    {
        Place(1, Side.Sell, 1_000, 5);
        Place(2, Side.Sell, 1_001, 5);
        Assert.Equal(ResultCode.CannotFillWhole, Submit(3, Side.Buy, 1_001, 11, TimeInForce.FillOrKill));
        Assert.Equal(ResultCode.CannotFillWhole, Submit(3, Side.Buy, 1_000, 6, TimeInForce.FillOrKill));
        Expect();
        Assert.Equal(ResultCode.Ok, Submit(3, Side.Buy, 1_001, 10, TimeInForce.FillOrKill));
        Expect(MatchingEvent.Trade(1, 5, 1_000, 5), MatchingEvent.Trade(2, 5, 1_001, 5));
    }

    [Fact]
    public void Fill_or_kill_does_not_count_own_orders_and_keeps_them_when_it_fails()
    {
        Place(1, Side.Sell, 1_000, 5);
        Place(2, Side.Sell, 1_000, 5);
        Assert.Equal(ResultCode.CannotFillWhole, Submit(1, Side.Buy, 1_000, 6, TimeInForce.FillOrKill));
        Expect();
        Assert.Equal(ResultCode.Ok, Submit(1, Side.Buy, 1_000, 5, TimeInForce.FillOrKill));
        Expect(MatchingEvent.Cancel(1, 5, CancelReason.SelfTrade), MatchingEvent.Trade(2, 4, 1_000, 5));
    }

    [Fact]
    public void Fill_or_kill_counts_reduce_only_orders_as_far_as_they_can_reduce()
    {
        Hold(1, 2, 5);
        Place(1, Side.Sell, 1_000, 4, OrderFlags.ReduceOnly);
        Place(1, Side.Sell, 1_001, 4, OrderFlags.ReduceOnly);
        Assert.Equal(ResultCode.CannotFillWhole, Submit(3, Side.Buy, 1_001, 6, TimeInForce.FillOrKill));
        Assert.Equal(ResultCode.Ok, Submit(3, Side.Buy, 1_001, 5, TimeInForce.FillOrKill));
        Expect(
            MatchingEvent.Trade(3, 6, 1_000, 4),
            MatchingEvent.Trade(4, 6, 1_001, 1));
    }

    [Fact]
    public void Post_only_never_takes()
    {
        Place(1, Side.Sell, 1_000, 5);
        Assert.Equal(ResultCode.WouldTake, Submit(2, Side.Buy, 1_000, 5, flags: OrderFlags.PostOnly));
        Assert.Equal(ResultCode.Ok, Submit(2, Side.Buy, 999, 5, flags: OrderFlags.PostOnly));
        Expect(MatchingEvent.Rest(3, 999, 5));
    }

    [Fact]
    public void Reduce_only_needs_a_position_and_never_flips_it()
    {
        Assert.Equal(ResultCode.NothingToReduce, Submit(1, Side.Sell, 1_000, 5, flags: OrderFlags.ReduceOnly));
        Hold(1, 2, 5);
        Place(3, Side.Buy, 1_000, 20);
        Assert.Equal(ResultCode.NothingToReduce, Submit(1, Side.Buy, 1_001, 5, flags: OrderFlags.ReduceOnly));
        Assert.Equal(ResultCode.Ok, Submit(1, Side.Sell, 1_000, 9, flags: OrderFlags.ReduceOnly));
        Expect(MatchingEvent.Trade(4, 6, 1_000, 5));
        Assert.Equal(0, _venue.PositionOf(1));
    }

    [Fact]
    public void A_resting_reduce_only_order_is_cut_to_the_position()
    {
        Hold(1, 2, 5);
        Place(1, Side.Sell, 1_001, 5, OrderFlags.ReduceOnly);
        Place(3, Side.Buy, 1_000, 3);
        Take(1, Side.Sell, 1_000, 3);
        Take(4, Side.Buy, 1_001, 5);
        Expect(
            MatchingEvent.Trade(4, 5, 1_000, 3),
            MatchingEvent.Cancel(3, 3, CancelReason.ExceedsPosition),
            MatchingEvent.Trade(3, 6, 1_001, 2));
        Assert.Equal(0, _venue.PositionOf(1));
    }

    [Fact]
    public void A_market_order_is_bounded_by_the_band()
    {
        Place(1, Side.Sell, 1_020, 5);
        Assert.Equal(ResultCode.Ok, Submit(2, Side.Buy, 0, 5, TimeInForce.ImmediateOrCancel));
        Expect(MatchingEvent.Trade(1, 2, 1_020, 5));
        Assert.Equal(ResultCode.NoLiquidity, Submit(2, Side.Buy, 0, 5, TimeInForce.ImmediateOrCancel));
        Assert.Equal(ResultCode.PriceOutOfBand, Submit(2, Side.Buy, 979, 5));
        Assert.Equal(ResultCode.PriceOutOfBand, Submit(2, Side.Sell, 1_021, 5));
    }

    [Fact]
    public void Limits_of_quantity_orders_and_position_hold()
    {
        Assert.Equal(ResultCode.QuantityTooLarge, Submit(1, Side.Buy, 1_000, 51));
        Place(1, Side.Buy, 990, 50);
        Place(1, Side.Buy, 990, 50);
        Assert.Equal(ResultCode.PositionLimit, Submit(1, Side.Buy, 990, 21));
        for (int order = 0; order < 3; order++)
        {
            Place(1, Side.Buy, 989, 1);
        }

        Assert.Equal(ResultCode.TooManyOpenOrders, Submit(1, Side.Buy, 989, 1));
    }

    [Fact]
    public void Only_the_owner_cancels_and_only_once()
    {
        Place(1, Side.Buy, 1_000, 5);
        Assert.Equal(ResultCode.OrderNotFound, _venue.Cancel(2, 1));
        Assert.Equal(ResultCode.Ok, _venue.Cancel(1, 1));
        Assert.Equal(ResultCode.OrderNotFound, _venue.Cancel(1, 1));
        Expect(MatchingEvent.Cancel(1, 5, CancelReason.Requested));
        Assert.Empty(_venue.Depth(Side.Buy));
    }

    [Fact]
    public void A_touch_cancels_what_is_asked()
    {
        Hold(1, 2, 5);
        Place(1, Side.Sell, 1_005, 5, OrderFlags.ReduceOnly);
        Place(1, Side.Buy, 995, 5);
        _venue.Touch(1, TouchCancel.None);
        Expect();
        _venue.Touch(1, TouchCancel.Opening);
        Expect(MatchingEvent.Cancel(4, 5, CancelReason.Touched));
        _venue.Touch(1, TouchCancel.All);
        Expect(MatchingEvent.Cancel(3, 5, CancelReason.Touched));
    }

    [Fact]
    public void A_liquidation_closes_at_its_limit_or_better_and_never_flips()
    {
        Hold(1, 2, 5);
        Place(3, Side.Buy, 990, 3);
        Place(3, Side.Buy, 985, 30);
        Assert.Equal(3, _venue.Liquidate(1, Side.Sell, 10, 986));
        Assert.Equal(2, _venue.Liquidate(1, Side.Sell, 10, 1));
        Assert.Equal(0, _venue.PositionOf(1));
    }

    private ResultCode Submit(
        int account,
        Side side,
        long price,
        long lots,
        TimeInForce force = TimeInForce.GoodTillCancelled,
        OrderFlags flags = OrderFlags.None) => _venue.Submit(account, side, price, lots, force, flags);

    // Submits an order that rests, without events to expect.
    private void Place(int account, Side side, long price, long lots, OrderFlags flags = OrderFlags.None)
    {
        List<MatchingEvent> before = _venue.TakeEvents();
        Assert.Empty(before);
        Assert.Equal(ResultCode.Ok, Submit(account, side, price, lots, flags: flags));
        Assert.Equal("rest", Assert.Single(_venue.TakeEvents()).Kind);
    }

    private void Take(int account, Side side, long price, long lots) =>
        Assert.Equal(ResultCode.Ok, Submit(account, side, price, lots, TimeInForce.ImmediateOrCancel));

    // Gives one account a long and another the same short position: two submissions.
    private void Hold(int longAccount, int shortAccount, long lots)
    {
        Place(shortAccount, Side.Sell, 1_000, lots);
        Take(longAccount, Side.Buy, 1_000, lots);
        _venue.TakeEvents();
    }

    private void Expect(params MatchingEvent[] events) => Assert.Equal(events, _venue.TakeEvents());
}
