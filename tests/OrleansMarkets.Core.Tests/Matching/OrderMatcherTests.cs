using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Matching;

/// <summary>What every bare matcher must do. Inherited by the tests of the fast one and of its naive twin.</summary>
public abstract class OrderMatcherTests
{
    public const uint HighestOrderId = 10_000;
    public const int Symbols = 3;
    private const int Trades = 10_000;

    private readonly IOrderMatcher _matcher;
    private uint _ids;

    private protected OrderMatcherTests(Func<TradeTape, IOrderMatcher> make) => _matcher = make(new TradeTape(Trades));

    [Fact]
    public void The_better_price_trades_first_and_the_older_order_at_a_price()
    {
        New(isBuy: false, 1_002, 5);
        New(isBuy: false, 1_001, 5);
        New(isBuy: false, 1_001, 5);
        Assert.Equal(OrderOutcome.Filled, New(isBuy: true, 1_002, 12));
        Expect(Trade(4, 2, 1_001, 5), Trade(4, 3, 1_001, 5), Trade(4, 1, 1_002, 2));
        ExpectResting(Resting(Side.Sell, 1_002, 1, 3));
    }

    [Fact]
    public void The_rest_of_a_taker_enters_the_book()
    {
        New(isBuy: true, 1_005, 3);
        Assert.Equal(OrderOutcome.Rested, New(isBuy: false, 1_000, 10));
        Expect(Trade(2, 1, 1_005, 3));
        ExpectResting(Resting(Side.Sell, 1_000, 2, 7));
    }

    [Fact]
    public void A_partly_filled_order_keeps_its_place()
    {
        New(isBuy: true, 1_000, 10);
        New(isBuy: true, 1_000, 10);
        New(isBuy: false, 1_000, 4);
        New(isBuy: false, 1_000, 10);
        Expect(Trade(3, 1, 1_000, 4), Trade(4, 1, 1_000, 6), Trade(4, 2, 1_000, 4));
        ExpectResting(Resting(Side.Buy, 1_000, 2, 6));
    }

    [Fact]
    public void Immediate_or_cancel_leaves_nothing_behind()
    {
        New(isBuy: false, 1_000, 5);
        Assert.Equal(OrderOutcome.RemainderDropped, New(isBuy: true, 1_000, 8, EntryRule.ImmediateOrCancel));
        Assert.Equal(OrderOutcome.RemainderDropped, New(isBuy: true, 1_000, 8, EntryRule.ImmediateOrCancel));
        Expect(Trade(2, 1, 1_000, 5));
        ExpectResting();
    }

    [Fact]
    public void A_market_order_trades_at_any_price()
    {
        New(isBuy: false, 1_000, 5);
        New(isBuy: false, 90_000_000, 5);
        Assert.Equal(OrderOutcome.Filled, New(isBuy: true, 0, 7, EntryRule.Market));
        Assert.Equal(OrderOutcome.RemainderDropped, New(isBuy: true, 0, 7, EntryRule.Market));
        Assert.Equal(OrderOutcome.RemainderDropped, New(isBuy: false, 0, 7, EntryRule.Market));
        Expect(Trade(3, 1, 1_000, 5), Trade(3, 2, 90_000_000, 2), Trade(4, 2, 90_000_000, 3));
        ExpectResting();
    }

    [Fact]
    public void Post_only_never_takes()
    {
        New(isBuy: false, 1_000, 5);
        Assert.Equal(OrderOutcome.WouldTake, New(isBuy: true, 1_000, 5, EntryRule.PostOnly));
        Assert.Equal(OrderOutcome.Rested, New(isBuy: true, 999, 5, EntryRule.PostOnly));
        Assert.Equal(OrderOutcome.WouldTake, New(isBuy: false, 999, 5, EntryRule.PostOnly));
        Expect();
        ExpectResting(Resting(Side.Buy, 999, 3, 5), Resting(Side.Sell, 1_000, 1, 5));
    }

    [Fact]
    public void Fill_or_kill_is_all_or_nothing()
    {
        New(isBuy: false, 1_000, 5);
        New(isBuy: false, 1_001, 5);
        Assert.Equal(OrderOutcome.CannotFillWhole, New(isBuy: true, 1_001, 11, EntryRule.FillOrKill));
        Assert.Equal(OrderOutcome.CannotFillWhole, New(isBuy: true, 1_000, 6, EntryRule.FillOrKill));
        Assert.Equal(OrderOutcome.CannotFillWhole, New(isBuy: false, 1_000, 1, EntryRule.FillOrKill));
        Expect();
        Assert.Equal(OrderOutcome.Filled, New(isBuy: true, 1_001, 10, EntryRule.FillOrKill));
        Expect(Trade(6, 1, 1_000, 5), Trade(6, 2, 1_001, 5));
    }

    [Fact]
    public void A_cancel_takes_out_the_first_the_middle_and_the_last_of_a_queue()
    {
        for (int order = 0; order < 5; order++)
        {
            New(isBuy: true, 1_000, 1);
        }

        Assert.Equal(OrderOutcome.Cancelled, Cancel(3));
        Assert.Equal(OrderOutcome.Cancelled, Cancel(1));
        Assert.Equal(OrderOutcome.Cancelled, Cancel(5));
        Assert.Equal(OrderOutcome.NotFound, Cancel(3));
        New(isBuy: false, 1_000, 3);
        Expect(Trade(6, 2, 1_000, 1), Trade(6, 4, 1_000, 1));
        ExpectResting(Resting(Side.Sell, 1_000, 6, 1));
    }

    [Fact]
    public void An_id_that_never_entered_was_filled_or_whose_slot_was_taken_again_is_not_found()
    {
        Assert.Equal(OrderOutcome.NotFound, Cancel(0));
        Assert.Equal(OrderOutcome.NotFound, Cancel(7));
        New(isBuy: false, 1_000, 5);
        New(isBuy: true, 1_000, 5);
        Assert.Equal(OrderOutcome.NotFound, Cancel(1));
        Assert.Equal(OrderOutcome.NotFound, Cancel(2));
        New(isBuy: false, 1_000, 5);
        Assert.Equal(OrderOutcome.NotFound, Cancel(1));
        Assert.Equal(OrderOutcome.NotFound, Replace(1, isBuy: true, 1_000, 5));
        ExpectResting(Resting(Side.Sell, 1_000, 3, 5));
    }

    [Fact]
    public void A_reduced_order_keeps_its_place_and_never_grows()
    {
        New(isBuy: true, 1_000, 5);
        New(isBuy: true, 1_000, 5);
        Assert.Equal(OrderOutcome.Reduced, Reduce(1, 2));
        Assert.Equal(OrderOutcome.Reduced, Reduce(2, 7));
        Assert.Equal(OrderOutcome.NotFound, Reduce(0, 1));
        Assert.Equal(OrderOutcome.NotFound, Reduce(9, 1));
        New(isBuy: false, 1_000, 3);
        Assert.Equal(OrderOutcome.NotFound, Reduce(1, 1));
        Expect(Trade(3, 1, 1_000, 2), Trade(3, 2, 1_000, 1));
        ExpectResting(Resting(Side.Buy, 1_000, 2, 4));
    }

    [Fact]
    public void A_replace_loses_its_place_and_may_trade()
    {
        New(isBuy: true, 1_000, 5);
        New(isBuy: true, 1_000, 5);
        New(isBuy: false, 1_003, 5);
        Assert.Equal(OrderOutcome.Rested, Replace(1, isBuy: true, 1_000, 4));
        Assert.Equal(OrderOutcome.Filled, Replace(2, isBuy: true, 1_003, 2));
        Expect(Trade(5, 3, 1_003, 2));
        ExpectResting(Resting(Side.Buy, 1_000, 4, 4), Resting(Side.Sell, 1_003, 3, 3));
    }

    [Fact]
    public void Symbols_do_not_meet_and_an_order_is_found_under_any()
    {
        New(isBuy: true, 1_000, 5, symbol: 0);
        New(isBuy: false, 1_000, 5, symbol: 1);
        New(isBuy: false, 1_000, 5, symbol: 2);
        Expect();
        Assert.Equal(OrderOutcome.Cancelled, Cancel(2, symbol: 0));
        New(isBuy: true, 1_000, 5, symbol: 1);
        Expect();
        ExpectResting(
            Resting(Side.Buy, 1_000, 1, 5),
            Resting(Side.Buy, 1_000, 4, 5) with { Symbol = 1 },
            Resting(Side.Sell, 1_000, 3, 5) with { Symbol = 2 });
    }

    [Fact]
    public void Far_prices_trade_in_their_order()
    {
        long[] prices = [1_000, 5_000_000, 40, 900_000_000_000, -77, -3_000_000];
        foreach (long price in prices)
        {
            New(isBuy: false, price, 1);
        }

        Assert.Equal(OrderOutcome.Filled, New(isBuy: true, 0, 6, EntryRule.Market));
        Assert.Equal(prices.Order(), _matcher.Tape.Trades.ToArray().Select(trade => trade.PriceUnits));
    }

    [Fact]
    public void After_clear_nothing_is_left()
    {
        New(isBuy: true, 1_000, 5);
        New(isBuy: false, 1_000_000, 5);
        _matcher.Clear();
        ExpectResting();
        Assert.Equal(OrderOutcome.NotFound, Cancel(1));
        Assert.Equal(OrderOutcome.RemainderDropped, New(isBuy: true, 0, 1, EntryRule.Market));
    }

    private static OrderTrade Trade(uint taker, uint maker, long price, long lots) => new(price, lots, 0, taker, maker);

    private static RestingLots Resting(Side side, long price, uint id, long lots) => new(0, side, price, id, lots);

    private OrderOutcome New(bool isBuy, long price, uint lots, EntryRule rule = EntryRule.GoodTillCancelled, uint symbol = 0) =>
        Execute(new OrderCommand
        {
            Kind = OrderCommandKind.New,
            SideIndex = (byte)(isBuy ? 0 : 1),
            Rule = rule,
            Symbol = symbol,
            OrderId = ++_ids,
            PriceUnits = price,
            Lots = lots,
        });

    private OrderOutcome Cancel(uint id, uint symbol = 0) =>
        Execute(new OrderCommand { Kind = OrderCommandKind.Cancel, OrderId = id, Symbol = symbol });

    private OrderOutcome Reduce(uint id, uint lots) =>
        Execute(new OrderCommand { Kind = OrderCommandKind.Reduce, OrderId = id, Lots = lots });

    private OrderOutcome Replace(uint id, bool isBuy, long price, uint lots) =>
        Execute(new OrderCommand
        {
            Kind = OrderCommandKind.Replace,
            SideIndex = (byte)(isBuy ? 0 : 1),
            OrderId = id,
            NewOrderId = ++_ids,
            PriceUnits = price,
            Lots = lots,
        });

    private OrderOutcome Execute(OrderCommand command)
    {
        var outcome = new OrderOutcome[1];
        _matcher.Execute([command], outcome);
        return outcome[0];
    }

    private void Expect(params OrderTrade[] trades) => Assert.Equal(trades, _matcher.Tape.Trades.ToArray());

    private void ExpectResting(params RestingLots[] orders) => Assert.Equal(orders, _matcher.Resting());
}
