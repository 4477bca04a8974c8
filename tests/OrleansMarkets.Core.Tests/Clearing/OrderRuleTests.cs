using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing.Auctions;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>
/// What a resting order can ask for, what happens when it meets its own, and what cancels many, rule by rule with numbers by hand. The
/// market is at 1,000.
/// </summary>
public sealed class OrderRuleTests
{
    private readonly TestMarket _market = new();

    [Fact]
    public void An_iceberg_shows_its_display_and_refills_behind_its_price()
    {
        long iceberg = Place(1, Side.Buy, 990, 10, new OrderInstructions(DisplayLots: 4), reserve: 100);
        long other = _market.Place(2, Side.Buy, 990, 5);
        Assert.Equal((9L, 10L, 100L), (ShownAt(990), _market.Row(1).OpenBuyLots, _market.Row(1).OrderReserveQuanta));

        // 4 of the iceberg, then the other order, then the 4 that it shows next; of these 3 are left, and 2 are hidden.
        Sell(990, 10);
        Assert.Equal([(iceberg, 4L), (other, 5L), (iceberg, 1L)], Trades());
        Assert.Equal((3L, 5L, 50L), (ShownAt(990), _market.Row(1).OpenBuyLots, _market.Row(1).OrderReserveQuanta));
    }

    [Fact]
    public void A_fill_or_kill_order_counts_what_icebergs_hide()
    {
        Place(1, Side.Buy, 990, 10, new OrderInstructions(DisplayLots: 1));
        Assert.Equal(ResultCode.CannotFillWhole, _market.Submit(2, Side.Sell, 990, 11, TimeInForce.FillOrKill).Code);
        Assert.Equal(10, _market.Submit(2, Side.Sell, 990, 10, TimeInForce.FillOrKill).Result.FilledLots);
    }

    [Fact]
    public void What_leaves_an_iceberg_without_trading_is_hidden_lots_first()
    {
        long iceberg = Place(1, Side.Buy, 990, 10, new OrderInstructions(DisplayLots: 4));
        _market.Amend(1, iceberg, lots: 5);
        Assert.Equal((4L, 5L), (ShownAt(990), _market.Row(1).OpenBuyLots));
        _market.Amend(1, iceberg, lots: 3);
        Assert.Equal((3L, 3L), (ShownAt(990), _market.Row(1).OpenBuyLots));
    }

    [Fact]
    public void An_order_good_till_a_date_is_gone_before_anything_else_of_the_step_at_that_time()
    {
        long until = _market.NowNs + (100 * TestMarket.Ms);
        SubmitCommand order = _market.Order(1, Side.Buy, 990, 5) with
        {
            TimeInForce = TimeInForce.GoodTillDate,
            Instructions = new OrderInstructions(ExpiresNs: until),
        };
        Assert.Equal(5, _market.Run(order).Result.RestingLots);
        _market.NowNs = until - (2 * TestMarket.Ms);
        Sell(990, 1);
        Assert.Equal(1, _market.Row(1).SizeLots);
        Assert.Equal(until, _market.Engine.NextAlarmNs);
        Assert.Equal(ResultCode.NoLiquidity, Sell(990, 1).Code);
        Assert.Equal((0, CancelReason.Expired), (_market.Row(1).OpenOrders, _market.LastCancels()[0].Reason));
        SubmitCommand late = _market.Order(1, Side.Buy, 990, 5) with { TimeInForce = order.TimeInForce, Instructions = order.Instructions };
        Assert.Equal(ResultCode.ExpiryPassed, _market.Run(late).Code);
    }

    [Fact]
    public void A_waiting_order_expires_too()
    {
        long until = _market.NowNs + (100 * TestMarket.Ms);
        _market.Run(_market.Order(1, Side.Sell, 985, 5, reserve: 9) with
        {
            TimeInForce = TimeInForce.GoodTillDate,
            Instructions = new OrderInstructions(
                ExpiresNs: until, Trigger: new TriggerTerms(TriggerKind.Stop, TriggerPrice.Mark, 990, 0, 0, 0)),
        });
        Assert.Equal(1, _market.Row(1).OpenOrders);
        _market.After(100 * TestMarket.Ms);
        Assert.Equal((0, 0L), (_market.Row(1).OpenOrders, _market.Row(1).OrderReserveQuanta));
    }

    [Fact]
    public void A_post_only_order_that_slides_rests_one_tick_behind_the_best_opposite_price()
    {
        var market = new TestMarket(TestMarket.Calm with { TickUnits = 5, PriceBandPpm = 20_000 });
        market.Place(2, Side.Sell, 1_005, 5);
        Assert.Equal(ResultCode.WouldTake, market.Submit(1, Side.Buy, 1_010, 4, flags: OrderFlags.PostOnly).Code);
        Assert.Equal(4, market.Submit(1, Side.Buy, 1_010, 4, flags: OrderFlags.PostOnlySlide).Result.RestingLots);
        Assert.Equal(1_000, market.Engine.Book.BestBidUnits);

        // The band ends at 980: behind an ask of 980 there is no price left.
        market.Touch(1, TouchCancel.All);
        market.Place(2, Side.Sell, 980, 5);
        Assert.Equal(ResultCode.WouldTake, market.Submit(1, Side.Buy, 1_010, 4, flags: OrderFlags.PostOnlySlide).Code);
    }

    [Fact]
    public void Reduce_only_orders_of_an_account_together_close_no_more_than_its_position()
    {
        _market.Open(1, 2, 1_000, 10);
        long first = _market.Place(1, Side.Sell, 1_010, 7, OrderFlags.ReduceOnly);
        Outcome second = _market.Submit(1, Side.Sell, 1_020, 7, flags: OrderFlags.ReduceOnly);
        CommandResult rest = second.Result;
        Assert.Equal((3L, 4L, CancelReason.ExceedsPosition), (rest.RestingLots, rest.CancelledLots, rest.CancelReason));

        // Of the position 4 go another way: the newest loses first.
        _market.Place(3, Side.Buy, 1_000, 4);
        _market.Submit(1, Side.Sell, 1_000, 4, TimeInForce.ImmediateOrCancel);
        Assert.Equal(6, _market.Row(1).OpenReduceOnlyLots);
        Assert.Equal(
            [(rest.OrderId, 3L, CancelReason.ExceedsPosition), (first, 1L, CancelReason.ExceedsPosition)], _market.LastCancels());
    }

    [Fact]
    public void Close_position_is_as_large_as_the_position_when_it_is_entered()
    {
        _market.Open(1, 2, 1_000, 7);
        _market.Place(3, Side.Buy, 990, 10);
        const OrderFlags Closes = OrderFlags.ReduceOnly | OrderFlags.ClosePosition;
        Outcome closed = _market.Submit(1, Side.Sell, 990, 0, TimeInForce.ImmediateOrCancel, Closes);
        Assert.Equal((7L, 0L), (closed.Result.FilledLots, _market.Row(1).SizeLots));
        Assert.Equal(ResultCode.NothingToReduce, _market.Submit(1, Side.Sell, 990, 0, TimeInForce.ImmediateOrCancel, Closes).Code);
    }

    // A sell of 6 meets its own bid of 4 at 990, then another's of 5 at 985.
    [Theory]
    [InlineData(SelfTradePolicy.CancelMaker, 5, 1, 0, -5)]
    [InlineData(SelfTradePolicy.CancelTaker, 0, 6, 4, 0)]
    [InlineData(SelfTradePolicy.CancelBoth, 0, 6, 0, 0)]
    [InlineData(SelfTradePolicy.Decrement, 2, 4, 0, -2)]
    public void Meeting_its_own_order_ends_as_the_incoming_one_says(SelfTradePolicy policy, long filled, long gone, long ownLeft, long size)
    {
        _market.Place(1, Side.Buy, 990, 4);
        _market.Place(2, Side.Buy, 985, 5);
        Outcome taker = _market.Run(_market.Order(1, Side.Sell, 985, 6, TimeInForce.ImmediateOrCancel) with
        {
            Instructions = new OrderInstructions(SelfTrade: policy),
        });
        Assert.Equal((filled, gone), (taker.Result.FilledLots, taker.Result.CancelledLots));
        Assert.Equal((ownLeft, size), (_market.Row(1).OpenBuyLots, _market.Row(1).SizeLots));
    }

    [Fact]
    public void Accounts_of_one_group_do_not_trade_with_each_other()
    {
        long own = Place(1, Side.Buy, 990, 4, new OrderInstructions(SelfTradeGroup: 7));
        long other = Place(2, Side.Buy, 990, 4, new OrderInstructions(SelfTradeGroup: 8));
        _market.Run(_market.Order(3, Side.Sell, 990, 4, TimeInForce.ImmediateOrCancel) with
        {
            Instructions = new OrderInstructions(SelfTradeGroup: 7),
        });
        Assert.Equal([(other, 4L)], Trades());
        Assert.Equal((own, CancelReason.SelfTrade), (_market.LastCancels()[0].Order, _market.LastCancels()[0].Reason));
    }

    [Fact]
    public void A_mass_cancel_takes_orders_of_a_side_or_a_tag_resting_and_waiting()
    {
        Place(1, Side.Buy, 990, 1, new OrderInstructions(Tag: 5));
        Place(1, Side.Sell, 1_010, 2, new OrderInstructions(Tag: 6));
        Place(1, Side.Buy, 980, 4, null);
        _market.Run(_market.Order(1, Side.Buy, 0, 8, TimeInForce.ImmediateOrCancel) with
        {
            Instructions = new OrderInstructions(Tag: 5, Trigger: new TriggerTerms(TriggerKind.Stop, TriggerPrice.Mark, 1_050, 0, 0, 0)),
        });
        Outcome tagged = _market.Run(_market.MassCancelOf(1, tag: 5));
        Assert.Equal((ResultCode.Ok, 9L, 2), (tagged.Code, tagged.Result.CancelledLots, _market.Row(1).OpenOrders));
        Assert.Equal(2, _market.Run(_market.MassCancelOf(1, Side.Sell)).Result.CancelledLots);
        Assert.Equal(4, _market.Run(_market.MassCancelOf(1)).Result.CancelledLots);
        Assert.Equal(0, _market.Run(_market.MassCancelOf(1)).Result.CancelledLots);
    }

    [Fact]
    public void A_cancel_timer_takes_all_orders_when_book_time_reaches_it_unless_it_is_set_again()
    {
        _market.Place(1, Side.Buy, 990, 5);
        _market.Place(2, Side.Buy, 980, 5);
        SetTimer(100);
        _market.After(60 * TestMarket.Ms);
        SetTimer(100);
        _market.After(60 * TestMarket.Ms);
        Assert.Equal(1, _market.Row(1).OpenOrders);
        _market.After(60 * TestMarket.Ms);
        Assert.Equal((0, 1), (_market.Row(1).OpenOrders, _market.Row(2).OpenOrders));
        Assert.Equal(CancelReason.TimerRanOut, _market.LastCancels()[0].Reason);

        // It ran out once; orders of later stay.
        _market.Place(1, Side.Buy, 990, 5);
        _market.After(500 * TestMarket.Ms);
        Assert.Equal(1, _market.Row(1).OpenOrders);
        SetTimer(100);
        SetTimer(0);
        _market.After(500 * TestMarket.Ms);
        Assert.Equal(1, _market.Row(1).OpenOrders);
    }

    [Fact]
    public void The_timer_of_the_connections_and_the_accounts_own_do_not_move_each_other()
    {
        _market.Place(1, Side.Buy, 990, 5);
        SetTimer(200);
        SetTimer(100, CancelTimerKind.Disconnect);
        SetTimer(0, CancelTimerKind.Disconnect);
        _market.After(150 * TestMarket.Ms);
        Assert.Equal(1, _market.Row(1).OpenOrders);
        _market.CheckAll();
        _market.After(100 * TestMarket.Ms);
        Assert.Equal(0, _market.Row(1).OpenOrders);

        // Each runs out once, the earlier first.
        SetTimer(100);
        SetTimer(50, CancelTimerKind.Disconnect);
        _market.Place(1, Side.Buy, 990, 5);
        _market.After(60 * TestMarket.Ms);
        Assert.Equal(0, _market.Row(1).OpenOrders);
        _market.Place(1, Side.Buy, 990, 5);
        _market.After(60 * TestMarket.Ms);
        Assert.Equal((0, long.MaxValue), (_market.Row(1).OpenOrders, _market.Engine.NextAlarmNs));
    }

    private void SetTimer(long ms, CancelTimerKind kind = CancelTimerKind.CancelAllAfter)
    {
        long atNs = ms == 0 ? 0 : _market.NowNs + (ms * TestMarket.Ms);
        Assert.Equal(ResultCode.Ok, _market.Run(new SetCancelTimerCommand(1, _market.NextStamp(1), atNs, kind)).Code);
    }

    private long Place(long account, Side side, long price, long lots, OrderInstructions? instructions, long reserve = 0)
    {
        Outcome outcome = _market.Run(_market.Order(account, side, price, lots, reserve: reserve) with { Instructions = instructions });
        Assert.Equal((ResultCode.Ok, lots), (outcome.Code, outcome.Result.RestingLots));
        return outcome.Result.OrderId;
    }

    private Outcome Sell(long price, long lots) => _market.Submit(9, Side.Sell, price, lots, TimeInForce.ImmediateOrCancel);

    private (long Maker, long Lots)[] Trades() => [.. _market.LastTrades().Select(trade => (trade.MakerOrderId, trade.Lots))];

    private long ShownAt(long price)
    {
        var levels = new DepthLevel[10];
        return levels[..Math.Max(1, _market.Engine.Book.CopyDepth(Side.Buy, levels))].Single(level => level.PriceUnits == price).Lots;
    }
}
