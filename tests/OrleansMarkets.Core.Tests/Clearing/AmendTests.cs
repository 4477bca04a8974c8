using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing.Auctions;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>Amendments, rule by rule. The market is at 1,000.</summary>
public sealed class AmendTests
{
    private readonly TestMarket _market = new();

    [Fact]
    public void Less_at_the_same_price_keeps_its_place_and_its_share_of_the_reserve()
    {
        long first = _market.Place(1, Side.Buy, 990, 10, reserve: 100);
        long second = _market.Place(2, Side.Buy, 990, 10);
        Outcome amended = _market.Amend(1, first, lots: 4);
        Assert.Equal((ResultCode.Ok, 4L, 6L), (amended.Code, amended.Result.RestingLots, amended.Result.CancelledLots));
        Assert.Equal((4L, 40L), (_market.Row(1).OpenBuyLots, _market.Row(1).OrderReserveQuanta));
        _market.Submit(3, Side.Sell, 990, 5, TimeInForce.ImmediateOrCancel);
        Assert.Equal([(first, 4L), (second, 1L)], Trades());
    }

    [Fact]
    public void More_at_the_same_price_goes_behind_all_of_it()
    {
        long first = _market.Place(1, Side.Buy, 990, 10);
        long second = _market.Place(2, Side.Buy, 990, 10);
        Assert.Equal(11, _market.Amend(1, first, lots: 11).Result.RestingLots);
        _market.Submit(3, Side.Sell, 990, 12, TimeInForce.ImmediateOrCancel);
        Assert.Equal([(second, 10L), (first, 2L)], Trades());
    }

    [Fact]
    public void Another_price_goes_behind_all_of_that_and_may_trade_at_once_under_the_old_id()
    {
        long ask = _market.Place(2, Side.Sell, 1_005, 4);
        long bid = _market.Place(1, Side.Buy, 990, 10);
        Outcome amended = _market.Amend(1, bid, price: 1_005);
        Assert.Equal((bid, 4L, 6L), (amended.Result.OrderId, amended.Result.FilledLots, amended.Result.RestingLots));
        Assert.Equal([(ask, 4L)], Trades());
        Assert.Equal(bid, _market.LastTrades()[0].TakerOrderId);
    }

    [Fact]
    public void A_new_quantity_counts_what_has_traded_and_no_more_than_that_cancels_the_rest()
    {
        long bid = _market.Place(1, Side.Buy, 990, 10);
        _market.Submit(2, Side.Sell, 990, 4, TimeInForce.ImmediateOrCancel);
        Assert.Equal(3, _market.Amend(1, bid, lots: 7).Result.RestingLots);
        Outcome gone = _market.Amend(1, bid, lots: 4);
        Assert.Equal((ResultCode.Ok, 3L, CancelReason.Amended), (gone.Code, gone.Result.CancelledLots, gone.Result.CancelReason));
        Assert.Equal(0, _market.Row(1).OpenOrders);
    }

    [Fact]
    public void A_refused_amendment_leaves_the_order_as_it_was()
    {
        var market = new TestMarket(TestMarket.Calm with { PriceBandPpm = 50_000, MaximumLots = 20 });
        long first = market.Place(1, Side.Buy, 990, 10, reserve: 100);
        long post = market.Place(1, Side.Buy, 980, 5, OrderFlags.PostOnly);
        market.Place(2, Side.Sell, 1_005, 1);
        Assert.Equal(ResultCode.PriceOutOfBand, market.Amend(1, first, price: 1_051).Code);
        Assert.Equal(ResultCode.QuantityTooLarge, market.Amend(1, first, lots: 21).Code);
        Assert.Equal(ResultCode.WouldTake, market.Amend(1, post, price: 1_005).Code);
        AmendCommand poor = market.AmendOf(1, first, 991, 0) with { Verdict = ResultCode.InsufficientMargin };
        Assert.Equal(ResultCode.InsufficientMargin, market.Run(poor).Code);
        Assert.Equal((15L, 100L, 2), (market.Row(1).OpenBuyLots, market.Row(1).OrderReserveQuanta, market.Row(1).OpenOrders));
        market.Place(3, Side.Buy, 990, 10);
        market.Submit(2, Side.Sell, 990, 1, TimeInForce.ImmediateOrCancel);
        Assert.Equal(first, market.LastTrades()[0].MakerOrderId);
    }

    [Fact]
    public void Only_smaller_passes_in_any_phase_and_whatever_the_risk_check_says()
    {
        long bid = _market.Place(1, Side.Buy, 990, 10);
        _market.SetPhase(MarketPhase.Halted);
        AmendCommand smaller = _market.AmendOf(1, bid, 0, 6) with { Verdict = ResultCode.InsufficientMargin };
        Assert.Equal((ResultCode.Ok, 6L), (_market.Run(smaller).Code, _market.Row(1).OpenBuyLots));
        Assert.Equal(ResultCode.MarketNotOpen, _market.Amend(1, bid, price: 991).Code);
    }

    [Fact]
    public void An_order_that_was_amended_since_it_was_checked_is_not_amended_again()
    {
        long bid = _market.Place(1, Side.Buy, 990, 10);
        AmendCommand late = _market.AmendOf(1, bid, 991, 0);
        _market.Amend(1, bid, lots: 9);
        Assert.Equal(ResultCode.OrderChanged, _market.Run(late with { Stamp = _market.NextStamp(1) }).Code);
    }

    [Fact]
    public void A_stop_that_was_triggered_and_rests_is_amended_like_any_other_order()
    {
        var market = new TestMarket(TestMarket.Calm with { PriceBandPpm = 50_000 });
        SubmitCommand stop = market.Order(1, Side.Sell, 985, 5) with
        {
            Instructions = new OrderInstructions(Trigger: new TriggerTerms(TriggerKind.Stop, TriggerPrice.Mark, 990, 0, 0, 0)),
        };
        long order = market.Run(stop).Result.OrderId;
        market.Index(989);
        Outcome amended = market.Amend(1, order, price: 1_030);
        Assert.Equal((ResultCode.Ok, 5L), (amended.Code, amended.Result.RestingLots));

        // The band is the one around the mark, 989: its upper edge is 1,038.
        Assert.Equal(ResultCode.PriceOutOfBand, market.Amend(1, order, price: 1_039).Code);
        Assert.Equal(1_030, market.Engine.Book.BestAskUnits);
    }

    [Fact]
    public void The_children_of_a_parent_that_an_amendment_fills_are_armed_in_the_same_step()
    {
        SubmitCommand parent = _market.Order(1, Side.Buy, 990, 5);
        parent = parent with { Instructions = new OrderInstructions(Link: new LinkTerms(LinkKind.OneTriggersOther, parent.Id)) };
        long id = _market.Run(parent).Result.OrderId;
        SubmitCommand child = _market.Order(1, Side.Sell, 1_010, 5) with { Instructions = parent.Instructions };
        long childId = _market.Run(child).Result.OrderId;
        _market.Place(2, Side.Sell, 1_000, 5);
        Assert.Equal(5, _market.Amend(1, id, price: 1_000).Result.FilledLots);
        Assert.Contains(EventKind.TriggerSet, _market.LastEvents());
        _market.Nudge();
        Assert.Equal(5, _market.Row(1).OpenSellLots);
        Assert.True(_market.Engine.TryGetOrder(1, childId, default, out RestingOrder resting) && resting.PriceUnits == 1_010);
        _market.CheckAll();
    }

    private (long Maker, long Lots)[] Trades() => [.. _market.LastTrades().Select(trade => (trade.MakerOrderId, trade.Lots))];
}
