using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing.Auctions;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>Orders whose price follows mid, best or mark, rule by rule.</summary>
public sealed class PeggedOrderTests
{
    private readonly TestMarket _market = new();

    [Theory]
    [InlineData(Side.Buy, PegReference.Mid, 0, 1_000)]
    [InlineData(Side.Buy, PegReference.Mid, -5, 995)]
    [InlineData(Side.Sell, PegReference.Mid, 0, 1_001)]
    [InlineData(Side.Buy, PegReference.Best, 0, 990)]
    [InlineData(Side.Buy, PegReference.Best, 2, 992)]
    [InlineData(Side.Sell, PegReference.Best, -2, 1_009)]
    [InlineData(Side.Buy, PegReference.Mark, -1, 999)]
    [InlineData(Side.Sell, PegReference.Mark, 3, 1_003)]
    [InlineData(Side.Buy, PegReference.Mark, 30, 1_010)]
    [InlineData(Side.Sell, PegReference.Mark, -30, 991)]
    public void It_rests_at_its_reference_and_offset_never_crossing(Side side, PegReference reference, long offset, long expected)
    {
        _market.Place(1, Side.Buy, 990, 5);
        _market.Place(2, Side.Sell, 1_011, 5);
        long worst = side == Side.Buy ? 1_100 : 900;
        Assert.Equal(expected, PriceOf(Ok(Peg(3, side, 4, reference, offset, worst)).Result.OrderId));
    }

    [Fact]
    public void It_follows_its_reference_up_to_its_worst_price_and_loses_its_place()
    {
        _market.Place(1, Side.Buy, 990, 5);
        long peg = Ok(Peg(3, Side.Buy, 4, PegReference.Best, 0, worst: 993)).Result.OrderId;
        Assert.Equal(990, PriceOf(peg));
        long fixedOrder = _market.Place(4, Side.Buy, 992, 5);
        Assert.Equal(992, PriceOf(peg));
        _market.Submit(5, Side.Sell, 992, 6, TimeInForce.ImmediateOrCancel);
        Assert.Equal([fixedOrder, peg], _market.LastTrades().Select(trade => trade.MakerOrderId));
        _market.Place(4, Side.Buy, 999, 5);
        Assert.Equal(993, PriceOf(peg));
        Assert.Equal(_market.Engine.StateHash(), _market.Folded().StateHash());
    }

    [Fact]
    public void No_peg_follows_another_or_itself()
    {
        _market.Place(1, Side.Buy, 990, 5);
        long first = Ok(Peg(3, Side.Buy, 4, PegReference.Best, 1, worst: 1_100)).Result.OrderId;
        long second = Ok(Peg(4, Side.Buy, 4, PegReference.Best, 1, worst: 1_100)).Result.OrderId;
        _market.Nudge();
        Assert.Equal((991L, 991L), (PriceOf(first), PriceOf(second)));
        _market.Touch(1, TouchCancel.All);
        Assert.Equal((991L, 991L), (PriceOf(first), PriceOf(second)));
        Assert.Equal(ResultCode.PegUnavailable, _market.Run(Peg(5, Side.Buy, 1, PegReference.Best, 0, 1_100)).Code);
    }

    [Fact]
    public void Two_at_mid_do_not_cross_and_the_later_one_stays_behind()
    {
        _market.Place(1, Side.Buy, 990, 5);
        _market.Place(2, Side.Sell, 1_010, 5);
        long buy = Ok(Peg(3, Side.Buy, 4, PegReference.Mid, 0, 1_100)).Result.OrderId;
        long sell = Ok(Peg(4, Side.Sell, 4, PegReference.Mid, 0, 900)).Result.OrderId;
        Assert.Equal((1_000L, 1_001L), (PriceOf(buy), PriceOf(sell)));
        _market.Index(1_005);
        _market.Engine.CheckInvariants();
    }

    [Fact]
    public void One_that_the_other_side_stopped_moves_back_when_that_side_goes_away()
    {
        long ask = _market.Place(2, Side.Sell, 1_003, 5);
        _market.Place(2, Side.Sell, 1_010, 5);
        long buy = Ok(Peg(3, Side.Buy, 4, PegReference.Mark, 5, 1_100)).Result.OrderId;
        long worst = Ok(Peg(4, Side.Buy, 4, PegReference.Mark, 5, 1_004)).Result.OrderId;
        Assert.Equal((1_002L, 1_002L), (PriceOf(buy), PriceOf(worst)));

        // The mark has not moved: 1,000 + 5, and no further than 1,004.
        _market.Cancel(2, ask);
        Assert.Equal((1_005L, 1_004L), (PriceOf(buy), PriceOf(worst)));
        int records = _market.Log.Count;
        _market.Nudge();
        Assert.Equal(records, _market.Log.Count);
        _market.CheckAll();
    }

    [Fact]
    public void Two_that_stopped_each_other_come_to_rest()
    {
        _market.Place(1, Side.Buy, 990, 5);
        _market.Place(2, Side.Sell, 1_010, 5);
        long buy = Ok(Peg(3, Side.Buy, 4, PegReference.Mid, 5, 1_100)).Result.OrderId;
        long sell = Ok(Peg(4, Side.Sell, 4, PegReference.Mid, -5, 900)).Result.OrderId;
        Assert.Equal((1_005L, 1_006L), (PriceOf(buy), PriceOf(sell)));
        _market.Cancel(3, buy);
        Assert.Equal(995, PriceOf(sell));
        _market.CheckAll();
    }

    [Fact]
    public void One_that_was_priced_by_a_reference_that_has_gone_again_follows_the_present_one()
    {
        _market.Place(1, Side.Buy, 990, 5);
        long first = Ok(Peg(3, Side.Buy, 4, PegReference.Best, 0, worst: 1_100)).Result.OrderId;
        _market.Nudge();
        _market.SetPhase(MarketPhase.PreOpen);
        long passing = _market.Place(1, Side.Buy, 995, 5);
        long second = Ok(Peg(4, Side.Buy, 4, PegReference.Best, 0, worst: 1_100)).Result.OrderId;
        Assert.Equal((990L, 995L), (PriceOf(first), PriceOf(second)));

        // Nothing moves while orders are collected, and afterwards the first one's reference is where it was.
        _market.Cancel(1, passing);
        _market.SetPhase(MarketPhase.Open);
        _market.Nudge();
        Assert.Equal(MarketPhase.Open, _market.Engine.Phase);
        Assert.Equal((990L, 990L), (PriceOf(first), PriceOf(second)));
        _market.CheckAll();
    }

    [Fact]
    public void One_that_was_placed_before_an_auction_does_not_take_itself_for_a_quote()
    {
        _market.SetPhase(MarketPhase.PreOpen);
        _market.Place(1, Side.Buy, 996, 5);
        _market.Place(2, Side.Sell, 1_004, 5);
        long buy = Ok(Peg(3, Side.Buy, 4, PegReference.Mid, -1, 1_100)).Result.OrderId;
        Assert.Equal(999, PriceOf(buy));

        // The mid is 1,001 now, which it would be of 1,004 and the peg's own 999, too.
        _market.Place(1, Side.Buy, 998, 5);
        _market.SetPhase(MarketPhase.Open);
        _market.Nudge();
        Assert.Equal(1_000, PriceOf(buy));
        _market.CheckAll();
    }

    [Fact]
    public void One_that_another_price_has_stopped_than_the_others_moves_on_when_that_price_has_gone()
    {
        _market.Place(2, Side.Sell, 1_003, 5);
        Ok(Peg(3, Side.Buy, 4, PegReference.Mark, 5, 1_100));
        _market.SetPhase(MarketPhase.PreOpen);
        long passing = _market.Place(2, Side.Sell, 1_001, 5);
        long second = Ok(Peg(4, Side.Buy, 4, PegReference.Mark, 5, 1_100)).Result.OrderId;
        Assert.Equal(1_000, PriceOf(second));
        _market.Cancel(2, passing);
        _market.SetPhase(MarketPhase.Open);
        _market.Nudge();
        Assert.Equal(1_002, PriceOf(second));
        _market.CheckAll();
    }

    [Fact]
    public void It_stays_where_it_is_from_the_call_of_a_batch_to_its_end()
    {
        TestMarket market = AuctionMarket.With(AuctionMarket.None with { BatchWindowNs = 100 * TestMarket.Ms });
        market.Place(1, Side.Buy, 990, 5);
        market.Place(2, Side.Sell, 1_010, 5);
        long sell = market.Run(market.Order(3, Side.Sell, 900, 4) with
        {
            Instructions = new OrderInstructions(Peg: new PegTerms(PegReference.Mid, 2)),
        }).Result.OrderId;

        // A quote inside the spread moves the mid to 1,002.5 and the peg to 1,005; a buyer who accepts more calls the auction and moves
        // nothing.
        market.Place(4, Side.Buy, 995, 1);
        Assert.DoesNotContain(EventKind.AuctionCalled, market.LastEvents());
        Assert.Contains(EventKind.PegMoved, market.LastEvents());
        long buy = market.Place(5, Side.Buy, 1_008, 3);
        Assert.Contains(EventKind.AuctionCalled, market.LastEvents());
        Assert.DoesNotContain(EventKind.PegMoved, market.LastEvents());
        market.Place(6, Side.Buy, 1_000, 1);
        Assert.DoesNotContain(EventKind.PegMoved, market.LastEvents());
        market.CheckAll();

        // It trades, and then follows the mid of 1,000 and 1,010.
        market.After(100 * TestMarket.Ms);
        Assert.Equal([(sell, buy, 1_005, 3)], market.AuctionTrades());
        Assert.Equal(EventKind.PegMoved, market.LastEvents().FindLast(kind => kind is EventKind.PegMoved or EventKind.AuctionEnded));
        Assert.True(market.Engine.TryGetOrder(3, sell, default, out RestingOrder left));
        Assert.Equal((1_007, 1), (left.PriceUnits, left.RemainingLots));
        market.CheckAll();
    }

    [Fact]
    public void Its_reserve_is_the_one_at_its_worst_price_wherever_it_rests()
    {
        _market.Place(1, Side.Buy, 990, 5);
        Ok(Peg(3, Side.Buy, 4, PegReference.Best, 0, worst: 1_050, reserve: 400));
        _market.Place(1, Side.Buy, 995, 5);
        Assert.Equal((4L, 400L), (_market.Row(3).OpenBuyLots, _market.Row(3).OrderReserveQuanta));
        _market.Submit(5, Side.Sell, 995, 6, TimeInForce.ImmediateOrCancel);
        Assert.Equal((3L, 300L), (_market.Row(3).OpenBuyLots, _market.Row(3).OrderReserveQuanta));
    }

    [Fact]
    public void A_step_prices_a_bounded_number_and_the_rest_follow_before_any_other_command()
    {
        var market = new TestMarket(TestMarket.Calm with { MaximumOpenOrders = 1_000 });
        const int Orders = 1_500;
        for (int order = 0; order < Orders; order++)
        {
            market.Run(market.Order(3 + (order % 2), Side.Buy, 1_100, 1) with
            {
                Instructions = new OrderInstructions(Peg: new PegTerms(PegReference.Mark, -5)),
            });
        }

        Assert.True(market.Index(1_010).BoundariesDue);
        Assert.Equal(MarketLimits.MaximumPegMovesPerStep, market.LastEvents().Count(kind => kind == EventKind.PegMoved));
        Assert.Equal(market.Engine.StateHash(), market.Folded().StateHash());
        Assert.False(market.Nudge().BoundariesDue);
        var levels = new DepthLevel[4];
        Assert.Equal(1, market.Engine.Book.CopyDepth(Side.Buy, levels));
        Assert.Equal(new DepthLevel(1_005, Orders, Orders), levels[0]);
        market.Engine.CheckInvariants();
    }

    [Fact]
    public void Malformed_pegs_are_refused_and_change_nothing()
    {
        byte[] before = _market.Engine.StateHash();
        SubmitCommand sound = Peg(3, Side.Buy, 4, PegReference.Mark, 0, 1_000);
        SubmitCommand[] malformed =
        [
            sound with { Instructions = new OrderInstructions(Peg: new PegTerms((PegReference)4, 0)) },
            sound with { Instructions = new OrderInstructions(Peg: new PegTerms(PegReference.None, 1)) },
            sound with { Instructions = new OrderInstructions(Peg: new PegTerms(PegReference.Mark, long.MinValue)) },
            sound with { TimeInForce = TimeInForce.ImmediateOrCancel },
            sound with { Type = OrderType.Market, PriceUnits = 0, TimeInForce = TimeInForce.ImmediateOrCancel },
            sound with
            {
                Instructions = sound.Instructions! with { Trigger = new TriggerTerms(TriggerKind.Stop, TriggerPrice.Mark, 1_100, 0, 0, 0) },
            },
        ];
        foreach (SubmitCommand command in malformed)
        {
            Assert.Equal(ResultCode.InvalidRequest, _market.Run(command).Code);
        }

        Assert.Equal(before, _market.Engine.StateHash());
    }

    private SubmitCommand Peg(
        long account, Side side, long lots, PegReference reference, long offset, long worst, long reserve = 0) =>
        _market.Order(account, side, worst, lots, reserve: reserve) with
        {
            Instructions = new OrderInstructions(Peg: new PegTerms(reference, offset)),
        };

    private Outcome Ok(in SubmitCommand command)
    {
        Outcome outcome = _market.Run(command);
        Assert.Equal(ResultCode.Ok, outcome.Code);
        return outcome;
    }

    private long PriceOf(long orderId)
    {
        var orders = new RestingOrder[100];
        for (long account = 1; account < 10; account++)
        {
            int count = _market.Engine.CopyOrders(account, orders);
            foreach (RestingOrder order in orders.AsSpan(0, count))
            {
                if (order.OrderId == orderId)
                {
                    return order.PriceUnits;
                }
            }
        }

        return 0;
    }
}
