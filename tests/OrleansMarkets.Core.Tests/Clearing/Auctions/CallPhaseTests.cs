using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Markets;

namespace OrleansMarkets.Core.Tests.Clearing.Auctions;

/// <summary>Orders are collected, trade at one price, and the market goes on: one worked example for each sentence.</summary>
public sealed class CallPhaseTests
{
    [Fact]
    public void Orders_are_collected_whatever_they_cross_and_trade_at_one_price_when_the_market_opens()
    {
        TestMarket market = AuctionMarket.InPreOpen();
        long first = market.Place(1, Side.Sell, 1_000, 10);
        long second = market.Place(2, Side.Buy, 1_010, 4);
        long third = market.Place(3, Side.Buy, 1_005, 8);
        Assert.Equal((1_010, 1_000), (market.Engine.Book.BestBidUnits, market.Engine.Book.BestAskUnits));
        Assert.Equal(0, market.Engine.Book.MidUnits);
        Assert.Equal(0, market.Engine.Trades);
        market.CheckAll();

        Assert.True(market.SetPhase(MarketPhase.Open).BoundariesDue);
        Assert.Equal(MarketPhase.PreOpen, market.Engine.Phase);
        market.Nudge();
        Assert.Equal([(first, second, 1_005, 4), (first, third, 1_005, 6)], market.AuctionTrades());
        Assert.Equal(MarketPhase.Open, market.Engine.Phase);
        Assert.Equal((1_005L, 2L), (market.Engine.BestBid(), market.Engine.BestBidLots()));
        Assert.Equal((-10, 4, 6), (market.Row(1).SizeLots, market.Row(2).SizeLots, market.Row(3).SizeLots));
        market.CheckAll();
    }

    [Fact]
    public void The_trades_have_fees_rows_and_reserves_as_any_others()
    {
        TestMarket market = AuctionMarket.InPreOpen(parameters: TestMarket.With(makerPpm: 100, takerPpm: 500));
        market.Place(1, Side.Sell, 1_000, 10, reserve: 1_000);
        market.Place(2, Side.Buy, 1_000, 4, reserve: 400);
        Assert.Equal((1_000, 400), (market.Row(1).OrderReserveQuanta, market.Row(2).OrderReserveQuanta));
        market.SetPhase(MarketPhase.Open);
        market.Nudge();

        // 4 lots at 1,000 units of 100 quanta each: 400,000 quanta, of which the older order pays 100 ppm and the younger one 500.
        ClearingRow maker = market.Row(1);
        ClearingRow taker = market.Row(2);
        Assert.Equal((-4, 400_000 - 40, 40, 600, 6, 1), Facts(maker));
        Assert.Equal((4, -400_000 - 200, 200, 0, 0, 0), Facts(taker));
        Assert.Equal(240, market.Row(WellKnownAccounts.Fees).QuoteQuanta);
        market.CheckAll();

        static (long, long, long, long, long, int) Facts(in ClearingRow row) =>
            (row.SizeLots, row.QuoteQuanta, row.FeesQuanta, row.OrderReserveQuanta, row.OpenBuyLots + row.OpenSellLots, row.OpenOrders);
    }

    [Fact]
    public void An_opening_auction_with_a_length_is_held_when_it_is_due()
    {
        TestMarket market = AuctionMarket.InPreOpen(AuctionMarket.None with { PreOpenNs = 60 * TestMarkets.SecondNs });
        long due = market.NowNs + (60 * TestMarkets.SecondNs);
        market.Place(1, Side.Sell, 1_000, 10);
        market.Place(2, Side.Buy, 1_010, 10);
        market.AfterSeconds(58);
        Assert.Equal(0, market.Engine.Trades);
        market.NowNs = due - TestMarket.Ms;
        market.Nudge();
        Assert.Equal((1L, MarketPhase.Open), (market.Engine.Trades, market.Engine.Phase));
        Assert.Equal(1_000, market.AuctionTrades()[0].Price);
        Assert.Equal(long.MaxValue, market.Engine.NextAlarmNs);
        market.CheckAll();
    }

    [Fact]
    public void What_expires_before_an_auction_is_no_part_of_it_also_when_the_next_step_comes_late()
    {
        TestMarket market = AuctionMarket.InPreOpen(AuctionMarket.None with { PreOpenNs = 2 * TestMarkets.SecondNs });
        market.Place(1, Side.Sell, 1_000, 4);
        market.Place(2, Side.Buy, 1_010, 4);
        SubmitCommand bid = market.Order(3, Side.Buy, 1_004, 6, TimeInForce.GoodTillDate);
        long expiresNs = market.NowNs + (1_900 * TestMarket.Ms);
        market.Run(bid with { Instructions = new OrderInstructions(ExpiresNs: expiresNs) });

        // The price was to be published, the bid expired and the auction was due, in this order, and nobody made a step. With the bid the
        // price would be 1,005, where least is left over.
        market.AfterSeconds(3);
        Assert.Equal(1_000, market.AuctionTrades()[0].Price);
        Assert.Contains(market.LastCancels(), cancel => cancel.Reason == CancelReason.Expired);
        market.CheckAll();
    }

    [Fact]
    public void What_the_auction_would_give_is_published_every_second()
    {
        TestMarket market = AuctionMarket.InPreOpen();
        market.Place(1, Side.Sell, 1_000, 10);
        market.Place(2, Side.Buy, 1_010, 4);
        Assert.Equal(default, market.Engine.AuctionIndication);
        market.AfterSeconds(1);
        Assert.Contains(EventKind.AuctionIndicated, market.LastEvents());
        Assert.Equal(new AuctionPrice(1_000, 4, 10), market.Engine.AuctionIndication);
        Assert.False(market.Nudge().HasRecord);
        market.CheckAll();
    }

    [Fact]
    public void Cancels_and_touches_pass_while_orders_are_collected()
    {
        TestMarket market = AuctionMarket.InPreOpen();
        long sell = market.Place(1, Side.Sell, 1_000, 10);
        market.Place(2, Side.Buy, 1_010, 4);
        Assert.Equal(ResultCode.Ok, market.Cancel(1, sell).Code);
        market.Touch(2, TouchCancel.All);
        Assert.Equal(0, market.Engine.Book.Count);
        market.CheckAll();
    }

    [Fact]
    public void Market_and_immediate_orders_trade_in_the_auction_or_not_at_all()
    {
        TestMarket market = AuctionMarket.InPreOpen();
        long sell = market.Place(1, Side.Sell, 1_000, 10);
        Outcome any = market.Submit(2, Side.Buy, 0, 6, TimeInForce.ImmediateOrCancel);
        Outcome immediate = market.Submit(3, Side.Buy, 1_001, 6, TimeInForce.ImmediateOrCancel);
        Outcome low = market.Submit(4, Side.Buy, 990, 6, TimeInForce.ImmediateOrCancel);
        Assert.All([any, immediate, low], order => Assert.Equal((ResultCode.Ok, 6L), (order.Code, order.Result.RestingLots)));
        market.CheckAll();
        market.SetPhase(MarketPhase.Open);
        market.Nudge();
        Assert.Equal(
            [(sell, any.Result.OrderId, 1_001, 6), (sell, immediate.Result.OrderId, 1_001, 4)],
            market.AuctionTrades());
        Assert.Equal(
            [(immediate.Result.OrderId, 2L, CancelReason.AuctionEnded), (low.Result.OrderId, 6, CancelReason.AuctionEnded)],
            market.LastCancels());
        Assert.Equal(0, market.Engine.Book.Count);
        market.CheckAll();
    }

    [Fact]
    public void Fill_or_kill_is_refused_and_post_only_may_not_cross_what_is_collected()
    {
        TestMarket market = AuctionMarket.InPreOpen();
        market.Place(1, Side.Sell, 1_000, 10);
        Assert.Equal(ResultCode.NotInAuction, market.Submit(2, Side.Buy, 1_000, 4, TimeInForce.FillOrKill).Code);
        Assert.Equal(ResultCode.WouldTake, market.Submit(2, Side.Buy, 1_000, 4, flags: OrderFlags.PostOnly).Code);
        long post = market.Place(2, Side.Buy, 999, 4, OrderFlags.PostOnly);
        long later = market.Place(3, Side.Sell, 999, 4);
        market.SetPhase(MarketPhase.Open);
        market.Nudge();

        // The post-only order was there first: it is the maker.
        Assert.Equal([(post, later, 999, 4)], market.AuctionTrades());
        market.CheckAll();
    }

    [Fact]
    public void A_post_only_iceberg_is_the_maker_also_with_lots_that_it_shows_later()
    {
        TestMarket market = AuctionMarket.InPreOpen(parameters: TestMarket.With(makerPpm: 0, takerPpm: 500));
        var iceberg = new OrderInstructions(DisplayLots: 2);
        SubmitCommand order = market.Order(1, Side.Sell, 1_000, 4, flags: OrderFlags.PostOnly) with { Instructions = iceberg };
        long post = market.Run(order).Result.OrderId;
        long buy = market.Place(2, Side.Buy, 1_000, 4);
        market.SetPhase(MarketPhase.Open);
        market.Nudge();
        Assert.Equal([(post, buy, 1_000, 2), (post, buy, 1_000, 2)], market.AuctionTrades());
        Assert.Equal(0, market.Row(1).FeesQuanta);
        market.CheckAll();
    }

    [Fact]
    public void Of_two_orders_of_an_account_the_older_one_goes()
    {
        TestMarket market = AuctionMarket.InPreOpen();
        long own = market.Place(1, Side.Sell, 1_000, 4);
        long other = market.Place(2, Side.Sell, 1_000, 4);
        long buy = market.Place(1, Side.Buy, 1_000, 8);
        market.SetPhase(MarketPhase.Open);
        market.Nudge();
        Assert.Equal([(own, 4L, CancelReason.SelfTrade)], market.LastCancels());
        Assert.Equal([(other, buy, 1_000, 4)], market.AuctionTrades());
        Assert.Equal(4, market.Engine.BestBidLots());
        market.CheckAll();
    }

    [Fact]
    public void Reduce_only_never_flips_in_an_auction()
    {
        TestMarket market = AuctionMarket.With(null);
        market.Open(1, 2, 1_000, 5);
        market.SetPhase(MarketPhase.PreOpen);
        long reduces = market.Place(1, Side.Sell, 990, 5, OrderFlags.ReduceOnly);
        long sells = market.Place(1, Side.Sell, 985, 3);
        long buy = market.Place(3, Side.Buy, 1_000, 10);
        market.SetPhase(MarketPhase.Open);
        market.Nudge();
        Assert.Equal([(sells, buy, 1_000, 3), (reduces, buy, 1_000, 2)], market.AuctionTrades());
        Assert.Equal([(reduces, 3L, CancelReason.NothingToReduce)], market.LastCancels());
        Assert.Equal(0, market.Row(1).SizeLots);
        Assert.Equal(5, market.Engine.BestBidLots());
        market.CheckAll();
    }

    [Fact]
    public void An_auction_of_many_trades_goes_on_in_the_next_steps_before_anything_else()
    {
        TestMarket market = AuctionMarket.InPreOpen(parameters: TestMarket.Calm with { MaximumOpenOrders = 1_000 });
        int pairs = (2 * MarketLimits.MaximumFillsPerStep) + 500;
        for (int pair = 0; pair < pairs; pair++)
        {
            market.Place(1 + (pair / 900), Side.Sell, 1_000, 1);
            market.Place(11 + (pair / 900), Side.Buy, 1_000, 1);
        }

        market.SetPhase(MarketPhase.Open);
        Assert.True(market.Nudge().BoundariesDue);
        Assert.Equal(MarketLimits.MaximumFillsPerStep, market.Engine.Trades);
        market.CheckAll();
        Outcome refused = market.Submit(20, Side.Buy, 1_000, 1);
        Assert.Equal((ResultCode.MarketNotOpen, true), (refused.Code, refused.BoundariesDue));
        Assert.Equal(2 * MarketLimits.MaximumFillsPerStep, market.Engine.Trades);
        Assert.Equal(MarketPhase.PreOpen, market.Engine.Phase);
        Outcome done = market.Submit(20, Side.Buy, 1_000, 1);
        Assert.Equal((ResultCode.Ok, false), (done.Code, done.BoundariesDue));
        Assert.Equal((pairs, MarketPhase.Open), (market.Engine.Trades, market.Engine.Phase));
        market.CheckAll();
    }

    [Fact]
    public void A_market_that_is_halted_while_orders_are_collected_opens_through_an_auction()
    {
        TestMarket market = AuctionMarket.InPreOpen();
        market.Place(1, Side.Sell, 1_000, 10);
        market.Place(2, Side.Buy, 1_010, 10);
        market.SetPhase(MarketPhase.Halted);
        Assert.Equal(ResultCode.MarketNotOpen, market.Submit(3, Side.Buy, 1_000, 1).Code);
        market.CheckAll();
        market.SetPhase(MarketPhase.Open);
        market.Nudge();
        Assert.Equal((1L, MarketPhase.Open), (market.Engine.Trades, market.Engine.Phase));
        market.CheckAll();
    }

    [Fact]
    public void A_market_opens_on_a_fresh_index_only()
    {
        MarketParameters parameters = TestMarket.Calm with { Mark = TestMarkets.Mark };
        TestMarket market = AuctionMarket.InPreOpen(AuctionMarket.None with { PreOpenNs = 5 * TestMarkets.SecondNs }, parameters);
        market.Place(1, Side.Sell, 1_000, 10);
        market.Place(2, Side.Buy, 1_010, 10);
        market.AfterSeconds(6);
        Assert.Equal((MarketPhase.CancelOnly, MarketPhase.PreOpen), (market.Engine.Phase, market.Engine.TargetPhase));
        Assert.Equal(0, market.Engine.Trades);
        Assert.False(market.Nudge().HasRecord);
        Assert.True(market.Index(1_000).BoundariesDue);
        market.Nudge();
        Assert.Equal((1L, MarketPhase.Open), (market.Engine.Trades, market.Engine.Phase));
        market.CheckAll();
    }

    [Fact]
    public void A_crash_while_orders_are_collected_loses_none_of_them()
    {
        TestMarket market = AuctionMarket.InPreOpen(AuctionMarket.None with { PreOpenNs = 60 * TestMarkets.SecondNs });
        market.Place(1, Side.Sell, 1_000, 10);
        market.Place(2, Side.Buy, 1_010, 10);
        market.Recover();
        Assert.Equal((MarketPhase.CancelOnly, MarketPhase.PreOpen), (market.Engine.Phase, market.Engine.TargetPhase));
        market.Index(1_000);
        Assert.Equal(MarketPhase.PreOpen, market.Engine.Phase);
        market.AfterSeconds(60);
        Assert.Equal((1L, MarketPhase.Open), (market.Engine.Trades, market.Engine.Phase));
        market.CheckAll();
    }

    [Fact]
    public void After_a_closing_auction_the_market_is_halted()
    {
        TestMarket market = AuctionMarket.With(AuctionMarket.None with { ClosingNs = 10 * TestMarkets.SecondNs });
        market.Place(1, Side.Sell, 1_000, 10);
        market.SetPhase(MarketPhase.Closing);
        market.Place(2, Side.Buy, 1_000, 4);
        Assert.Equal(0, market.Engine.Trades);
        market.AfterSeconds(10);
        Assert.Equal((1L, MarketPhase.Halted), (market.Engine.Trades, market.Engine.Phase));
        market.CheckAll();
    }

    [Fact]
    public void An_auction_that_opens_for_reductions_alone_collects_nothing_else()
    {
        TestMarket market = AuctionMarket.With(null);
        market.Open(1, 2, 1_000, 5);
        market.SetPhase(MarketPhase.ReduceOnly);
        market.SetPhase(MarketPhase.Interrupted);
        Assert.Equal(ResultCode.MarketNotOpen, market.Submit(3, Side.Buy, 1_000, 1).Code);
        market.Place(1, Side.Sell, 1_000, 5, OrderFlags.ReduceOnly);
        market.Place(2, Side.Buy, 1_000, 5, OrderFlags.ReduceOnly);
        market.SetPhase(MarketPhase.ReduceOnly);
        market.Nudge();
        Assert.Equal((2L, MarketPhase.ReduceOnly), (market.Engine.Trades, market.Engine.Phase));
        market.CheckAll();
    }

    [Fact]
    public void No_premium_is_sampled_while_the_book_is_crossed()
    {
        TestMarket market = AuctionMarket.InPreOpen();
        market.Place(1, Side.Sell, 1_000, 10);
        market.Place(2, Side.Buy, 1_010, 10);
        market.NowNs = market.Engine.NextFundingNs - (5 * TestMarkets.SecondNs);
        market.Index(1_000);
        market.AfterSeconds(4);
        Assert.Equal(0, market.Engine.Trades);
        market.CheckAll();
    }
}
