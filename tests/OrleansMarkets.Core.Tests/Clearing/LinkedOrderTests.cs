using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Markets;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>Orders that cancel each other, and children that wait for their parent, rule by rule. The market is at 1,000.</summary>
public sealed class LinkedOrderTests
{
    private readonly TestMarket _market = new();

    [Fact]
    public void What_one_of_two_trades_the_other_loses_and_a_whole_fill_takes_it()
    {
        SubmitCommand bid = First(1, Side.Buy, 990, 10, LinkKind.OneCancelsOther, reserve: 1_000);
        long low = Ok(bid).Result.OrderId;
        long stop = Ok(Joined(1, Side.Buy, 0, 6, bid, trigger: Stop(1_050), reserve: 600)).Result.OrderId;
        _market.Submit(2, Side.Sell, 990, 4, TimeInForce.ImmediateOrCancel);
        Assert.Equal((8L, 600L + 200, 2), (_market.Row(1).OpenBuyLots, _market.Row(1).OrderReserveQuanta, _market.Row(1).OpenOrders));
        _market.Submit(2, Side.Sell, 990, 6, TimeInForce.ImmediateOrCancel);
        Assert.Equal((0L, 0L, 0), (_market.Row(1).OpenBuyLots, _market.Row(1).OrderReserveQuanta, _market.Row(1).OpenOrders));
        Assert.Equal(10, _market.Row(1).SizeLots);
        Assert.True(stop > low);
        _market.Engine.CheckInvariants();
    }

    [Fact]
    public void Two_on_the_same_side_never_fill_beyond_the_larger_in_one_sweep()
    {
        SubmitCommand first = First(1, Side.Buy, 990, 10, LinkKind.OneCancelsOther);
        Ok(first);
        Ok(Joined(1, Side.Buy, 985, 8, first));
        _market.Place(3, Side.Buy, 980, 5);
        Outcome sweep = _market.Submit(2, Side.Sell, 980, 20, TimeInForce.ImmediateOrCancel);
        Assert.Equal(15, sweep.Result.FilledLots);
        Assert.Equal(10, _market.Row(1).SizeLots);
    }

    [Fact]
    public void A_fill_or_kill_order_does_not_count_on_both()
    {
        SubmitCommand first = First(1, Side.Buy, 990, 10, LinkKind.OneCancelsOther);
        Ok(first);
        Ok(Joined(1, Side.Buy, 985, 8, first));
        Assert.Equal(ResultCode.CannotFillWhole, _market.Submit(2, Side.Sell, 980, 11, TimeInForce.FillOrKill).Code);
        Assert.Equal(ResultCode.Ok, _market.Submit(2, Side.Sell, 980, 10, TimeInForce.FillOrKill).Code);
        Assert.Equal(0, _market.Row(1).OpenOrders);
    }

    [Fact]
    public void A_fill_or_kill_order_counts_on_the_rest_of_one_after_another_has_lost_all()
    {
        SubmitCommand first = First(1, Side.Buy, 990, 6, LinkKind.OneCancelsOther);
        first = first with { Instructions = first.Instructions! with { DisplayLots = 1 } };
        Ok(first);
        Ok(Joined(1, Side.Buy, 990, 1, first));

        // The first lot of the iceberg takes the other order away; its five hidden lots are still there.
        Assert.Equal(6, _market.Submit(2, Side.Sell, 990, 6, TimeInForce.FillOrKill).Result.FilledLots);
        Assert.Equal(0, _market.Row(1).OpenOrders);
    }

    [Fact]
    public void A_cancel_of_one_leaves_the_other_and_a_late_third_is_refused_once_one_has_traded()
    {
        SubmitCommand first = First(1, Side.Buy, 990, 10, LinkKind.OneCancelsOther);
        long id = Ok(first).Result.OrderId;
        Ok(Joined(1, Side.Buy, 985, 8, first));
        _market.Cancel(1, id);
        Assert.Equal(8, _market.Row(1).OpenBuyLots);
        Ok(Joined(1, Side.Buy, 980, 8, first));
        _market.Submit(2, Side.Sell, 985, 1, TimeInForce.ImmediateOrCancel);
        Assert.Equal(14, _market.Row(1).OpenBuyLots);
        Assert.Equal(ResultCode.LinkedOrderTraded, _market.Run(Joined(1, Side.Buy, 980, 8, first)).Code);
    }

    [Fact]
    public void A_bracket_is_armed_by_the_parents_fills_and_one_child_cancels_the_other()
    {
        SubmitCommand parent = First(1, Side.Buy, 1_000, 10, LinkKind.OneTriggersOneCancelsOther);
        Ok(parent);
        Ok(Joined(1, Side.Sell, 1_020, 10, parent, OrderFlags.ReduceOnly));
        long loss = Ok(Joined(1, Side.Sell, 0, 10, parent, OrderFlags.ReduceOnly, Stop(980, TriggerPrice.Mark))).Result.OrderId;
        Assert.Equal((20L, 3), (_market.Row(1).OpenReduceOnlyLots, _market.Row(1).OpenOrders));
        _market.Place(3, Side.Buy, 960, 50);
        _market.Submit(2, Side.Sell, 1_000, 4, TimeInForce.ImmediateOrCancel);
        Assert.Equal(4, Armed(loss));

        // The stop protects what there is; the parent's rest goes with it, and so does the take-profit.
        _market.Index(975);
        Assert.Equal((0L, 0, 0L), (_market.Row(1).SizeLots, _market.Row(1).OpenOrders, _market.Row(1).OpenReduceOnlyLots));
        _market.Engine.CheckInvariants();
    }

    [Fact]
    public void The_children_of_a_parent_that_may_still_trade_survive_a_close_and_go_with_one_after_its_end()
    {
        SubmitCommand parent = First(1, Side.Buy, 990, 10, LinkKind.OneTriggersOneCancelsOther);
        Ok(parent);
        Ok(Joined(1, Side.Sell, 0, 10, parent, OrderFlags.ReduceOnly, Stop(900)));
        Fill(4);
        Fill(-4);
        Assert.Equal((0L, 10L), (_market.Row(1).SizeLots, _market.Row(1).OpenReduceOnlyLots));
        Fill(6);
        Assert.Equal((6L, 10L), (_market.Row(1).SizeLots, _market.Row(1).OpenReduceOnlyLots));
        Fill(-6);
        Assert.Equal((0L, 0L, 0), (_market.Row(1).SizeLots, _market.Row(1).OpenReduceOnlyLots, _market.Row(1).OpenOrders));
        _market.Engine.CheckInvariants();

        void Fill(long lots)
        {
            if (lots > 0)
            {
                _market.Submit(2, Side.Sell, 990, lots, TimeInForce.ImmediateOrCancel);
                return;
            }

            _market.Place(3, Side.Buy, 995, -lots);
            _market.Submit(1, Side.Sell, 995, -lots, TimeInForce.ImmediateOrCancel);
        }
    }

    [Fact]
    public void A_child_without_a_trigger_enters_when_its_parent_has_ended_with_what_it_has_traded()
    {
        SubmitCommand parent = First(1, Side.Buy, 1_000, 10, LinkKind.OneTriggersOneCancelsOther);
        long id = Ok(parent).Result.OrderId;
        Ok(Joined(1, Side.Sell, 1_020, 10, parent, OrderFlags.ReduceOnly));
        Ok(Joined(1, Side.Sell, 0, 10, parent, OrderFlags.ReduceOnly, Stop(980)));
        _market.Submit(2, Side.Sell, 1_000, 4, TimeInForce.ImmediateOrCancel);
        Assert.Equal(0, _market.Engine.Book.BestAskUnits);
        Outcome cancel = _market.Cancel(1, id);
        Assert.True(cancel.BoundariesDue);
        _market.Nudge();
        Assert.Equal(1_020, _market.Engine.Book.BestAskUnits);
        Assert.Equal((8L, 2), (_market.Row(1).OpenReduceOnlyLots, _market.Row(1).OpenOrders));
        _market.Submit(2, Side.Buy, 1_020, 3, TimeInForce.ImmediateOrCancel);
        Assert.Equal((2L, 2), (_market.Row(1).OpenReduceOnlyLots, _market.Row(1).OpenOrders));
        _market.Submit(2, Side.Buy, 1_020, 3, TimeInForce.ImmediateOrCancel);
        Assert.Equal((0L, 0, 0L), (_market.Row(1).OpenReduceOnlyLots, _market.Row(1).OpenOrders, _market.Row(1).SizeLots));
    }

    [Fact]
    public void Children_of_a_parent_that_never_traded_go_with_it_and_later_ones_are_refused()
    {
        SubmitCommand parent = First(1, Side.Buy, 990, 10, LinkKind.OneTriggersOther);
        long id = Ok(parent).Result.OrderId;
        Ok(Joined(1, Side.Sell, 0, 10, parent, OrderFlags.ReduceOnly, Stop(980)));
        _market.Cancel(1, id);
        Assert.Equal((0, 0L), (_market.Row(1).OpenOrders, _market.Row(1).OpenReduceOnlyLots));
        SubmitCommand late = Joined(1, Side.Sell, 0, 10, parent, OrderFlags.ReduceOnly, Stop(980));
        Assert.Equal(ResultCode.LinkedOrderGone, _market.Run(late).Code);
        _market.NowNs += 200 * TestMarkets.SecondNs;
        _market.Nudge();
        _market.Nudge();
        Assert.Equal(ResultCode.LinkedOrderGone, _market.Run(Joined(1, Side.Sell, 0, 10, parent, OrderFlags.ReduceOnly, Stop(980))).Code);
        _market.Engine.CheckInvariants();
    }

    [Fact]
    public void The_result_of_a_child_that_comes_late_names_the_lots_that_wait_and_those_that_went()
    {
        SubmitCommand parent = First(1, Side.Buy, 990, 10, LinkKind.OneTriggersOther);
        long id = Ok(parent).Result.OrderId;
        _market.Submit(2, Side.Sell, 990, 4, TimeInForce.ImmediateOrCancel);
        _market.Cancel(1, id);
        CommandResult result = Ok(Joined(1, Side.Sell, 0, 10, parent, OrderFlags.ReduceOnly, Stop(980), reserve: 1_000)).Result;
        Assert.Equal((4L, 6L, CancelReason.ParentEnded), (result.WaitingLots, result.CancelledLots, result.CancelReason));
        Assert.Equal((4L, 400L), (_market.Row(1).OpenReduceOnlyLots, _market.Row(1).OrderReserveQuanta));
        _market.Engine.CheckInvariants();
    }

    [Fact]
    public void A_child_that_comes_after_its_parent_was_filled_is_armed_at_once_with_what_was_filled()
    {
        _market.Place(2, Side.Sell, 1_000, 4);
        SubmitCommand parent = First(1, Side.Buy, 1_000, 10, LinkKind.OneTriggersOther);
        parent = parent with { TimeInForce = TimeInForce.ImmediateOrCancel };
        Assert.Equal(4, Ok(parent).Result.FilledLots);
        Outcome child = Ok(Joined(1, Side.Sell, 0, 10, parent, OrderFlags.ReduceOnly, Stop(980, TriggerPrice.Mark)));
        Assert.Equal(4, child.Result.WaitingLots);
        _market.Place(3, Side.Buy, 960, 50);
        _market.Index(975);
        Assert.Equal(0, _market.Row(1).SizeLots);
    }

    [Fact]
    public void A_child_whose_trigger_is_reached_when_it_is_armed_enters_in_the_next_step()
    {
        SubmitCommand parent = First(1, Side.Buy, 1_000, 10, LinkKind.OneTriggersOther);
        Ok(parent);
        Ok(Joined(1, Side.Sell, 0, 10, parent, OrderFlags.ReduceOnly, Stop(1_000, TriggerPrice.Mark)));
        _market.Place(3, Side.Buy, 995, 50);
        Outcome fill = _market.Submit(2, Side.Sell, 1_000, 10, TimeInForce.ImmediateOrCancel);
        Assert.True(fill.BoundariesDue);
        _market.Nudge();
        Assert.Equal(0, _market.Row(1).SizeLots);
        Assert.Equal(_market.Engine.StateHash(), _market.Folded().StateHash());
    }

    [Fact]
    public void Groups_are_of_one_kind_and_of_a_bounded_size()
    {
        SubmitCommand parent = First(1, Side.Buy, 900, 10, LinkKind.OneTriggersOther);
        Ok(parent);
        SubmitCommand other = Joined(1, Side.Buy, 900, 1, parent);
        var kind = new LinkTerms(LinkKind.OneCancelsOther, parent.Id);
        Assert.Equal(ResultCode.LinkMismatch, _market.Run(other with { Instructions = new OrderInstructions(Link: kind) }).Code);
        for (int child = 0; child < MarketLimits.MaximumLinkedOrders; child++)
        {
            Ok(Joined(1, Side.Sell, 1_100, 1, parent));
        }

        Assert.Equal(ResultCode.TooManyLinkedOrders, _market.Run(Joined(1, Side.Sell, 1_100, 1, parent)).Code);
        SubmitCommand stranger = Joined(2, Side.Sell, 1_100, 1, parent);
        Assert.Equal(ResultCode.LinkedOrderGone, _market.Run(stranger).Code);
        _market.Touch(1, TouchCancel.All);
        Assert.Equal(0, _market.Row(1).OpenOrders);
    }

    private static TriggerTerms Stop(long price, TriggerPrice source = TriggerPrice.Last) =>
        new(TriggerKind.Stop, source, price, 0, 0, 0);

    private SubmitCommand First(long account, Side side, long price, long lots, LinkKind kind, long reserve = 0)
    {
        SubmitCommand order = _market.Order(account, side, price, lots, reserve: reserve);
        return order with { Instructions = new OrderInstructions(Link: new LinkTerms(kind, order.Id)) };
    }

    private SubmitCommand Joined(
        long account,
        Side side,
        long price,
        long lots,
        in SubmitCommand maker,
        OrderFlags flags = OrderFlags.None,
        TriggerTerms trigger = default,
        long reserve = 0)
    {
        TimeInForce force = price == 0 ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTillCancelled;
        return _market.Order(account, side, price, lots, force, flags, reserve) with
        {
            Instructions = new OrderInstructions(Trigger: trigger, Link: maker.Instructions!.Link),
        };
    }

    private Outcome Ok(in SubmitCommand command)
    {
        Outcome outcome = _market.Run(command);
        Assert.Equal(ResultCode.Ok, outcome.Code);
        return outcome;
    }

    private long Armed(long orderId)
    {
        for (int at = _market.Log.Count - 1; at >= 0; at--)
        {
            var record = new MarketRecord(_market.Log[at]);
            while (record.NextEvent() is { } kind)
            {
                if (kind == EventKind.TriggerSet && record.ReadTriggerSet() is { } set && set.OrderId == orderId)
                {
                    return set.ArmedLots;
                }
            }
        }

        return 0;
    }
}
