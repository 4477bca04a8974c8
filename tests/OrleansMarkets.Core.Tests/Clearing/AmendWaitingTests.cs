using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing.Auctions;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>Amendments of orders that wait, rule by rule. The market is at 1,000; 1 and 2 quote far away from it.</summary>
public sealed class AmendWaitingTests
{
    private readonly TestMarket _market = new();

    public AmendWaitingTests()
    {
        _market.Place(1, Side.Buy, 900, 1_000);
        _market.Place(2, Side.Sell, 1_100, 1_000);
    }

    [Fact]
    public void Less_and_nothing_else_keeps_its_place_and_its_share_of_the_reserve_and_passes_in_any_phase()
    {
        long first = Wait(3, Side.Sell, 10, Stop(980), reserve: 100);
        long second = Wait(4, Side.Sell, 10, Stop(980));
        _market.SetPhase(MarketPhase.Halted);
        AmendCommand smaller = _market.AmendWaitingOf(3, first, lots: 4) with { Verdict = ResultCode.InsufficientMargin };
        Outcome amended = _market.Run(smaller);
        Assert.Equal((ResultCode.Ok, 4L, 6L), (amended.Code, amended.Result.WaitingLots, amended.Result.CancelledLots));
        Assert.Equal((4L, 40L, 1), (_market.Row(3).OpenSellLots, _market.Row(3).OrderReserveQuanta, _market.Row(3).OpenOrders));
        Assert.Equal(ResultCode.MarketNotOpen, _market.AmendWaiting(3, first, trigger: 990).Code);
        _market.SetPhase(MarketPhase.Open);
        _market.Index(970);
        Assert.Equal([(first, 4L), (second, 10L)], Taken());
    }

    [Fact]
    public void Another_trigger_goes_behind_all_orders_that_have_it_and_fires_there()
    {
        long moved = Wait(3, Side.Sell, 10, Stop(950), reserve: 100);
        long there = Wait(4, Side.Sell, 10, Stop(980));
        Outcome amended = _market.AmendWaiting(3, moved, trigger: 980, reserve: 70);
        Assert.Equal((ResultCode.Ok, moved, 10L), (amended.Code, amended.Result.OrderId, amended.Result.WaitingLots));
        Assert.Equal(70, _market.Row(3).OrderReserveQuanta);
        Assert.Equal([EventKind.StampRaised, EventKind.WaitingAmended, EventKind.ResultStored], _market.LastEvents());
        _market.Index(981);
        Assert.Equal(0, _market.Row(3).SizeLots);
        _market.Index(980);
        Assert.Equal([(there, 10L), (moved, 10L)], Taken());
        Assert.Equal((0L, 0L, 0), (_market.Row(3).OpenSellLots, _market.Row(3).OrderReserveQuanta, _market.Row(3).OpenOrders));
    }

    [Fact]
    public void A_trigger_that_is_reached_already_is_refused_as_at_placing_and_the_order_waits_as_it_was()
    {
        long stop = Wait(3, Side.Sell, 10, Stop(980), reserve: 100);
        Assert.Equal(ResultCode.TriggerAlreadyReached, _market.AmendWaiting(3, stop, trigger: 1_000).Code);
        Assert.Equal(ResultCode.TriggerAlreadyReached, _market.AmendWaiting(3, stop, trigger: 1_001, lots: 3).Code);
        Assert.Equal((10L, 100L, 980L), (_market.Row(3).OpenSellLots, _market.Row(3).OrderReserveQuanta, Image(3, stop).TriggerUnits));
        Assert.Equal(ResultCode.Ok, _market.AmendWaiting(3, stop, trigger: 999).Code);
        _market.Index(999);
        Assert.Equal(-10, _market.Row(3).SizeLots);
    }

    [Fact]
    public void A_new_limit_lies_in_the_band_around_the_trigger()
    {
        var market = new TestMarket(TestMarket.Calm with { PriceBandPpm = 50_000, MaximumLots = 20 });
        SubmitCommand order = market.Order(3, Side.Sell, 785, 5) with { Instructions = new OrderInstructions(Trigger: Stop(800)) };
        long stop = market.Run(order).Result.OrderId;
        Assert.Equal(ResultCode.PriceOutOfBand, market.AmendWaiting(3, stop, price: 759).Code);
        Assert.Equal(ResultCode.Ok, market.AmendWaiting(3, stop, price: 760).Code);
        Assert.Equal(ResultCode.PriceOutOfBand, market.AmendWaiting(3, stop, trigger: 850).Code);
        Assert.Equal(ResultCode.Ok, market.AmendWaiting(3, stop, price: 855, trigger: 850).Code);
        Assert.Equal(ResultCode.QuantityTooLarge, market.AmendWaiting(3, stop, lots: 21).Code);
        Assert.Equal(ResultCode.Ok, market.AmendWaiting(3, stop, lots: 20).Code);
        market.Index(850);
        Assert.Equal((855L, 20L), (market.Engine.Book.BestAskUnits, market.Row(3).OpenSellLots));
    }

    [Fact]
    public void A_new_distance_lets_a_trailing_stop_begin_anew_at_the_present_price()
    {
        long trail = Wait(3, Side.Sell, 10, new TriggerTerms(TriggerKind.TrailingStop, TriggerPrice.Mark, 0, 20, 0, 1_010));
        Assert.Equal(0, Image(3, trail).TriggerUnits);
        _market.AmendWaiting(3, trail, trail: 30);
        Assert.Equal(0, Image(3, trail).TriggerUnits);
        _market.Index(1_015);
        Assert.Equal(985, Image(3, trail).TriggerUnits);

        // It has been active: from 1,005 on it trails, though that is below its activation.
        _market.Index(1_005);
        Assert.Equal(ResultCode.Ok, _market.AmendWaiting(3, trail, trail: 15).Code);
        Assert.Equal(990, Image(3, trail).TriggerUnits);
        Assert.Equal(ResultCode.Ok, _market.AmendWaiting(3, trail, ppm: 20_000).Code);

        // 1,005 − 20.1, rounded away from the price; more lots leave it there.
        Assert.Equal(984, Image(3, trail).TriggerUnits);
        _market.Index(1_000);
        Assert.Equal(ResultCode.Ok, _market.AmendWaiting(3, trail, lots: 12).Code);
        Assert.Equal(984, Image(3, trail).TriggerUnits);
        _market.Index(984);
        Assert.Equal(-12, _market.Row(3).SizeLots);
    }

    [Fact]
    public void A_market_order_is_bounded_by_the_price_of_the_new_check()
    {
        long stop = Wait(3, Side.Sell, 10, Stop(980));
        _market.Run(_market.AmendWaitingOf(3, stop, trigger: 985) with { WorstPriceUnits = 901 });
        _market.Index(985);
        Assert.Equal((0L, 0), (_market.Row(3).SizeLots, _market.Row(3).OpenOrders));
        Assert.Contains(EventKind.OrderTriggered, _market.LastEvents());
    }

    [Fact]
    public void A_new_quantity_counts_what_has_gone_and_no_more_than_that_cancels_the_order()
    {
        long stop = WaitBesideABid(3);
        _market.Submit(4, Side.Sell, 990, 3, TimeInForce.ImmediateOrCancel);
        Assert.Equal((5L, 8L), (Image(3, stop).Lots, Image(3, stop).QuantityLots));
        Assert.Equal(6, _market.AmendWaiting(3, stop, lots: 9).Result.WaitingLots);
        _market.Cancel(3, stop - 1);
        long other = WaitBesideABid(5);
        _market.Submit(4, Side.Sell, 990, 3, TimeInForce.ImmediateOrCancel);
        Outcome gone = _market.AmendWaiting(5, other, lots: 3);
        Assert.Equal((ResultCode.Ok, 5L, CancelReason.Amended), (gone.Code, gone.Result.CancelledLots, gone.Result.CancelReason));
        Assert.Equal((7L, 1), (_market.Row(5).OpenBuyLots, _market.Row(5).OpenOrders));

        // What has gone while it waited still counts when it rests.
        _market.Index(1_050);
        Assert.True(_market.Engine.TryGetOrder(3, stop, default, out RestingOrder resting));
        Assert.Equal((6L, 9L), (resting.RemainingLots, resting.QuantityLots));
    }

    [Fact]
    public void What_an_order_does_not_have_cannot_be_amended()
    {
        _market.Open(3, 4, 1_000, 5);
        long stop = Wait(3, Side.Sell, 10, Stop(980));
        long trail = Wait(3, Side.Sell, 10, new TriggerTerms(TriggerKind.TrailingStop, TriggerPrice.Mark, 0, 20, 0, 0));
        long close = Wait(3, Side.Sell, 0, Stop(970), flags: OrderFlags.ReduceOnly | OrderFlags.ClosePosition);
        long resting = _market.Place(5, Side.Sell, 1_050, 5);
        Assert.Equal(ResultCode.CannotAmend, _market.AmendWaiting(3, stop, trail: 5).Code);
        Assert.Equal(ResultCode.CannotAmend, _market.AmendWaiting(3, stop, price: 980).Code);
        Assert.Equal(ResultCode.CannotAmend, _market.AmendWaiting(3, trail, trigger: 980).Code);
        Assert.Equal(ResultCode.CannotAmend, _market.AmendWaiting(3, close, lots: 5).Code);
        Assert.Equal(ResultCode.Ok, _market.AmendWaiting(3, close, trigger: 985).Code);
        AmendCommand late = _market.AmendOf(5, resting, 0, 0) with { TriggerUnits = 990 };
        Assert.Equal(ResultCode.CannotAmend, _market.Run(late).Code);
        AmendCommand both = _market.AmendWaitingOf(3, trail, trail: 5, ppm: 5);
        Assert.Equal(ResultCode.InvalidRequest, _market.Run(both).Code);
        _market.Index(985);
        Assert.Equal(0, _market.Row(3).SizeLots);
    }

    [Fact]
    public void What_was_checked_on_other_terms_or_refused_by_risk_changes_nothing()
    {
        long stop = Wait(3, Side.Sell, 10, Stop(980), reserve: 100);
        AmendCommand late = _market.AmendWaitingOf(3, stop, trigger: 970);
        _market.AmendWaiting(3, stop, lots: 9);
        Assert.Equal(ResultCode.OrderChanged, _market.Run(late with { Stamp = _market.NextStamp(3) }).Code);
        AmendCommand poor = _market.AmendWaitingOf(3, stop, lots: 50) with { Verdict = ResultCode.InsufficientMargin };
        Assert.Equal(ResultCode.InsufficientMargin, _market.Run(poor).Code);
        Assert.Equal((9L, 90L, 980L), (_market.Row(3).OpenSellLots, _market.Row(3).OrderReserveQuanta, Image(3, stop).TriggerUnits));
    }

    [Fact]
    public void A_child_keeps_waiting_for_its_parent_and_for_no_more_than_that_has_traded()
    {
        SubmitCommand parent = _market.Order(3, Side.Buy, 990, 10);
        parent = parent with { Instructions = new OrderInstructions(Link: new LinkTerms(LinkKind.OneTriggersOther, parent.Id)) };
        long parentId = _market.Run(parent).Result.OrderId;
        SubmitCommand take = _market.Order(3, Side.Sell, 1_050, 10) with { Instructions = parent.Instructions };
        long child = _market.Run(take).Result.OrderId;
        SubmitCommand stop = _market.Order(3, Side.Sell, 0, 10, TimeInForce.ImmediateOrCancel) with
        {
            Instructions = new OrderInstructions(Trigger: Stop(970), Link: parent.Instructions.Link),
        };
        long stopId = _market.Run(stop).Result.OrderId;
        Assert.Equal(ResultCode.Ok, _market.AmendWaiting(3, child, price: 1_060).Code);
        _market.Submit(4, Side.Sell, 990, 4, TimeInForce.ImmediateOrCancel);
        Assert.Equal(ResultCode.Ok, _market.AmendWaiting(3, stopId, trigger: 960).Code);
        Assert.Equal((10L, 4L), (Image(3, stopId).Lots, Image(3, stopId).ArmedLots));
        _market.Cancel(3, parentId);
        _market.Nudge();
        Assert.Equal(1_060, _market.Engine.Book.BestAskUnits);

        // The parent has ended with four: five of nine go at once, and the result tells them.
        Outcome more = _market.AmendWaiting(3, stopId, lots: 15);
        Assert.Equal((4L, 5L, CancelReason.ParentEnded), (more.Result.WaitingLots, more.Result.CancelledLots, more.Result.CancelReason));
        _market.Index(960);
        Assert.Equal(0, _market.Row(3).SizeLots);
        _market.CheckAll();
    }

    [Fact]
    public void A_snapshot_and_a_fold_have_the_new_terms()
    {
        long trail = Wait(3, Side.Sell, 10, new TriggerTerms(TriggerKind.TrailingStop, TriggerPrice.Mark, 0, 20, 0, 0));
        long stop = Wait(3, Side.Sell, 10, Stop(950));
        _market.AmendWaiting(3, trail, lots: 12, ppm: 30_000);
        _market.AmendWaiting(3, stop, lots: 4, trigger: 960);
        (WaitingImage, WaitingImage) before = (Image(3, trail), Image(3, stop));
        _market.CheckAll();
        _market.Recover();
        Assert.Equal(before, (Image(3, trail), Image(3, stop)));
        _market.Index(1_000);
        _market.Index(960);
        Assert.Equal(-16, _market.Row(3).SizeLots);
    }

    private static TriggerTerms Stop(long price) => new(TriggerKind.Stop, TriggerPrice.Mark, price, 0, 0, 0);

    // Buy 10 at 990, or 8 as soon as the mark is at 1,050.
    private long WaitBesideABid(long account)
    {
        SubmitCommand bid = _market.Order(account, Side.Buy, 990, 10);
        bid = bid with { Instructions = new OrderInstructions(Link: new LinkTerms(LinkKind.OneCancelsOther, bid.Id)) };
        _market.Run(bid);
        return _market.Run(_market.Order(account, Side.Buy, 1_050, 8) with
        {
            Instructions = bid.Instructions with { Trigger = Stop(1_050) },
        }).Result.OrderId;
    }

    private WaitingImage Image(long account, long orderId)
    {
        Assert.True(_market.Engine.TryGetWaiting(account, orderId, default, out WaitingImage order));
        return order;
    }

    private (long Taker, long Lots)[] Taken() => [.. _market.LastTrades().Select(trade => (trade.TakerOrderId, trade.Lots))];

    private long Wait(
        long account, Side side, long lots, TriggerTerms terms, OrderFlags flags = OrderFlags.None, long reserve = 0)
    {
        Outcome outcome = _market.Run(_market.Order(account, side, 0, lots, TimeInForce.ImmediateOrCancel, flags, reserve) with
        {
            Instructions = new OrderInstructions(Trigger: terms),
        });
        Assert.Equal(ResultCode.Ok, outcome.Code);
        return outcome.Result.OrderId;
    }
}
