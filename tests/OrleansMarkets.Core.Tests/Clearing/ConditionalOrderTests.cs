using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Markets;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>Stops, take-profits and trailing stops, rule by rule. The market is at 1,000.</summary>
public sealed class ConditionalOrderTests
{
    private readonly TestMarket _market = new();

    [Fact]
    public void A_stop_waits_counts_as_an_open_order_and_trades_when_the_last_price_reaches_it()
    {
        Quote(990, 1_010);
        long stop = Wait(3, Side.Buy, lots: 4, Stop(1_010), reserve: 777);
        Assert.Equal((4L, 777L, 1), (_market.Row(3).OpenBuyLots, _market.Row(3).OrderReserveQuanta, _market.Row(3).OpenOrders));
        Trade(1_005);
        Assert.Equal(0, _market.Row(3).SizeLots);
        _market.Submit(4, Side.Buy, 1_010, 1, TimeInForce.ImmediateOrCancel);
        Assert.Equal((4L, 0L, 0L, 0), Totals(3));
        Assert.Equal([EventKind.OrderTriggered, EventKind.Trade, EventKind.OrderWorked], _market.LastEvents()[^3..]);
        Assert.Equal(stop, _market.LastTrades()[^1].TakerOrderId);
    }

    [Theory]
    [InlineData(TriggerKind.Stop, Side.Buy, 1_020, 1_019, 1_020)]
    [InlineData(TriggerKind.Stop, Side.Sell, 980, 981, 980)]
    [InlineData(TriggerKind.TakeProfit, Side.Buy, 980, 981, 980)]
    [InlineData(TriggerKind.TakeProfit, Side.Sell, 1_020, 1_019, 1_020)]
    public void Mark_and_index_trigger_from_the_side_that_the_kind_says(
        TriggerKind kind, Side side, long trigger, long before, long reached)
    {
        Deep();
        Wait(3, side, 5, new TriggerTerms(kind, TriggerPrice.Mark, trigger, 0, 0, 0));
        Wait(4, side, 5, new TriggerTerms(kind, TriggerPrice.Index, trigger, 0, 0, 0));
        _market.Index(before);
        Assert.Equal((0L, 0L), (_market.Row(3).SizeLots, _market.Row(4).SizeLots));
        _market.Index(reached);
        Assert.Equal(5, Math.Abs(_market.Row(3).SizeLots));
        Assert.Equal(5, Math.Abs(_market.Row(4).SizeLots));
    }

    [Fact]
    public void A_trigger_that_is_reached_already_is_refused_and_changes_nothing_but_the_stamp()
    {
        foreach (TriggerTerms terms in new[]
        {
            new TriggerTerms(TriggerKind.Stop, TriggerPrice.Mark, 1_000, 0, 0, 0),
            new TriggerTerms(TriggerKind.Stop, TriggerPrice.Index, 990, 0, 0, 0),
        })
        {
            Assert.Equal(ResultCode.TriggerAlreadyReached, Conditional(3, Side.Buy, 1, terms).Code);
        }

        Assert.Equal(0, _market.Row(3).OpenOrders);
    }

    [Fact]
    public void Those_that_were_passed_first_go_first_and_of_one_price_the_oldest()
    {
        Deep();
        long far = Wait(3, Side.Sell, 1, Stop(970, TriggerPrice.Mark));
        long near = Wait(4, Side.Sell, 1, Stop(980, TriggerPrice.Mark));
        long later = Wait(5, Side.Sell, 1, Stop(980, TriggerPrice.Mark));
        _market.Index(960);
        Assert.Equal([near, later, far], _market.LastTrades().Select(trade => trade.TakerOrderId));
    }

    [Fact]
    public void One_stop_sets_off_the_next_inside_the_same_step()
    {
        _market.Place(1, Side.Buy, 990, 5);
        _market.Place(1, Side.Buy, 980, 5);
        _market.Place(1, Side.Buy, 970, 5);
        Trade(1_000);
        Wait(3, Side.Sell, 5, Stop(990));
        Wait(4, Side.Sell, 5, Stop(980));
        int records = _market.Log.Count;
        _market.Submit(5, Side.Sell, 990, 5, TimeInForce.ImmediateOrCancel);
        Assert.Equal(records + 1, _market.Log.Count);
        Assert.Equal([990L, 980L, 970L], _market.LastTrades().Select(trade => trade.PriceUnits));
    }

    [Fact]
    public void A_trade_through_the_trigger_fires_although_the_step_ends_elsewhere()
    {
        _market.Place(1, Side.Sell, 1_005, 1);
        _market.Place(1, Side.Sell, 1_020, 5);
        _market.Place(2, Side.Buy, 995, 5);
        Trade(1_000);
        Wait(3, Side.Buy, 2, Stop(1_004));
        long sell = Wait(4, Side.Sell, 2, Stop(996));
        _market.Submit(5, Side.Buy, 1_005, 1, TimeInForce.ImmediateOrCancel);
        Assert.Equal(2, _market.Row(3).SizeLots);
        Assert.Equal(1_020, _market.Engine.LastPriceUnits);
        Assert.Equal(1, _market.Row(4).OpenOrders);
        Assert.True(sell > 0);
    }

    [Fact]
    public void A_stop_limit_rests_behind_all_of_its_price_under_the_id_of_its_placement()
    {
        long stop = _market.Run(_market.Order(3, Side.Sell, 985, 5, reserve: 50) with
        {
            Instructions = new OrderInstructions(Trigger: Stop(990, TriggerPrice.Mark)),
        }).Result.OrderId;
        long other = _market.Place(4, Side.Sell, 985, 5);
        _market.Index(989);
        Assert.Equal(5, _market.Row(3).OpenSellLots);
        Assert.Equal(50, _market.Row(3).OrderReserveQuanta);
        _market.Submit(5, Side.Buy, 985, 7, TimeInForce.ImmediateOrCancel);
        Assert.Equal([other, stop], _market.LastTrades().Select(trade => trade.MakerOrderId));
        Assert.Equal(_market.Engine.StateHash(), _market.Folded().StateHash());
    }

    [Fact]
    public void The_execution_of_a_stop_market_is_bounded_by_the_band_around_its_trigger_and_by_the_bound_of_its_placement()
    {
        var market = new TestMarket(TestMarket.Calm with { PriceBandPpm = 50_000 });
        market.Place(1, Side.Buy, 952, 5);
        market.Place(1, Side.Buy, 951, 5);
        market.Index(995);
        market.Run(Marketed(market, 3, Side.Sell, 10, Stop(990, TriggerPrice.Index), worst: 952));
        market.Run(Marketed(market, 4, Side.Sell, 10, Stop(980, TriggerPrice.Index), worst: 0));
        market.Index(990);
        Assert.Equal(-5, market.Row(3).SizeLots);
        market.Index(980);
        Assert.Equal(-5, market.Row(4).SizeLots);
        Assert.Equal((0, 0), (market.Row(3).OpenOrders, market.Row(4).OpenOrders));
    }

    [Fact]
    public void The_result_of_a_placement_stays_what_it_was_and_is_kept_as_long_as_the_order()
    {
        SubmitCommand command = _market.Order(3, Side.Sell, 985, 5) with
        {
            Instructions = new OrderInstructions(Trigger: Stop(990, TriggerPrice.Mark)),
        };
        CommandResult placed = _market.Run(command).Result;
        Assert.Equal((ResultCode.Ok, 5L, 0L), (placed.Code, placed.WaitingLots, placed.RestingLots));
        _market.Index(989);
        _market.NowNs += 600 * TestMarkets.SecondNs;
        _market.Nudge();
        Outcome again = _market.Run(command with { Stamp = _market.NextStamp(3) });
        Assert.True(again.IsRepeat);
        Assert.Equal(placed, again.Result);
        Assert.Equal(ResultCode.Ok, _market.Run(_market.CancelOf(3, 0, command.Id)).Code);
        Assert.Equal(0, _market.Row(3).OpenOrders);
    }

    [Fact]
    public void Waiting_orders_are_cancelled_by_id_by_the_submits_id_and_by_touches()
    {
        long first = Wait(3, Side.Buy, 2, Stop(1_100), reserve: 10);
        Wait(3, Side.Buy, 2, Stop(1_100), reserve: 10);
        Assert.Equal((ResultCode.Ok, 2L), (_market.Cancel(3, first).Code, _market.Row(3).OpenBuyLots));
        Assert.Equal(ResultCode.OrderNotFound, _market.Cancel(3, first).Code);
        Assert.Equal(ResultCode.OrderNotFound, _market.Cancel(4, first).Code);
        _market.Open(3, 4, 1_000, 5);
        Conditional(3, Side.Sell, 5, Stop(900), OrderFlags.ReduceOnly);
        _market.Touch(3, TouchCancel.Opening);
        ClearingRow row = _market.Row(3);
        Assert.Equal((0L, 5L, 0L, 1), (row.OpenBuyLots, row.OpenReduceOnlyLots, row.OrderReserveQuanta, row.OpenOrders));
        _market.Touch(3, TouchCancel.All);
        Assert.Equal(0, _market.Row(3).OpenOrders);
    }

    [Fact]
    public void A_reduce_only_stop_needs_a_position_and_is_clipped_to_it_when_it_fires()
    {
        Deep();
        Assert.Equal(ResultCode.NothingToReduce, Conditional(3, Side.Sell, 5, Stop(900), OrderFlags.ReduceOnly).Code);
        _market.Open(3, 4, 1_000, 5);
        Conditional(3, Side.Sell, 50, Stop(990, TriggerPrice.Mark), OrderFlags.ReduceOnly);
        _market.Index(989);
        Assert.Equal((0L, 0), (_market.Row(3).SizeLots, _market.Row(3).OpenOrders));
    }

    [Fact]
    public void Close_position_closes_whatever_there_is_when_it_fires()
    {
        Deep();
        _market.Open(3, 4, 1_000, 5);
        const OrderFlags Closes = OrderFlags.ReduceOnly | OrderFlags.ClosePosition;
        Assert.Equal(ResultCode.Ok, Conditional(3, Side.Sell, 0, Stop(990, TriggerPrice.Mark), Closes).Code);
        _market.Open(3, 4, 1_000, 7);
        _market.Index(989);
        Assert.Equal((0L, 0L, 0), (_market.Row(3).SizeLots, _market.Row(3).OpenReduceOnlyLots, _market.Row(3).OpenOrders));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    public void Reduce_only_orders_that_wait_go_when_the_position_closes_or_flips(long sold)
    {
        Deep();
        _market.Open(3, 4, 1_000, 5);
        Conditional(3, Side.Sell, 5, Stop(900, TriggerPrice.Mark), OrderFlags.ReduceOnly);
        Conditional(3, Side.Sell, 0, Stop(850, TriggerPrice.Mark), OrderFlags.ReduceOnly | OrderFlags.ClosePosition);
        Wait(3, Side.Sell, 2, Stop(800, TriggerPrice.Mark));
        Assert.Equal(3, _market.Row(3).OpenOrders);
        _market.Submit(3, Side.Sell, 900, 3, TimeInForce.ImmediateOrCancel);
        Assert.Equal(3, _market.Row(3).OpenOrders);
        _market.Submit(3, Side.Sell, 900, sold - 3, TimeInForce.ImmediateOrCancel);
        Assert.Equal((5 - sold, 0L, 2L, 1), (
            _market.Row(3).SizeLots, _market.Row(3).OpenReduceOnlyLots, _market.Row(3).OpenSellLots, _market.Row(3).OpenOrders));
        Assert.Equal(2, _market.LastEvents().Count(kind => kind == EventKind.WaitingReduced));
    }

    [Fact]
    public void Outside_trading_nothing_fires_and_what_is_reached_when_it_opens_again_does()
    {
        Deep();
        Wait(3, Side.Sell, 5, Stop(990, TriggerPrice.Mark));
        Wait(4, Side.Sell, 5, Stop(950, TriggerPrice.Mark));
        _market.SetPhase(MarketPhase.Halted);
        _market.Index(940);
        _market.Index(980);
        Assert.Equal(0, _market.Row(3).SizeLots);
        _market.SetPhase(MarketPhase.Open);
        Assert.Equal((-5L, 0L), (_market.Row(3).SizeLots, _market.Row(4).SizeLots));
    }

    [Fact]
    public void In_reduce_only_an_order_that_opens_is_cancelled_when_it_fires()
    {
        Deep();
        Wait(3, Side.Sell, 5, Stop(990, TriggerPrice.Mark));
        _market.SetPhase(MarketPhase.ReduceOnly);
        _market.Index(980);
        Assert.Equal((0L, 0), (_market.Row(3).SizeLots, _market.Row(3).OpenOrders));
    }

    [Fact]
    public void A_step_enters_a_bounded_number_and_the_rest_come_before_any_other_command()
    {
        var market = new TestMarket(TestMarket.Calm with { MaximumOpenOrders = 1_000 });
        market.Place(1, Side.Buy, 900, 5_000);
        const int Orders = 2_500;
        for (int order = 0; order < Orders; order++)
        {
            market.Run(Marketed(market, 10 + (order % 3), Side.Sell, 1, Stop(990, TriggerPrice.Mark), worst: 0));
        }

        Outcome first = market.Index(980);
        Assert.True(first.BoundariesDue);
        Assert.Equal(MarketLimits.MaximumTriggersPerStep, market.LastTrades().Count);
        Assert.Equal(market.Engine.StateHash(), market.Folded().StateHash());
        Outcome second = market.Submit(5, Side.Sell, 900, 1, TimeInForce.ImmediateOrCancel);
        Assert.Equal((ResultCode.MarketNotOpen, true), (second.Code, second.BoundariesDue));
        Assert.False(market.Nudge().BoundariesDue);
        Assert.Equal(-Orders, market.Row(10).SizeLots + market.Row(11).SizeLots + market.Row(12).SizeLots);
        market.Engine.CheckInvariants();
    }

    [Fact]
    public void A_trailing_stop_follows_in_its_owners_favour_and_fires_at_its_distance()
    {
        Deep();
        Wait(3, Side.Sell, 5, new TriggerTerms(TriggerKind.TrailingStop, TriggerPrice.Mark, 0, 30, 0, 0));
        _market.Index(1_050);
        Assert.Contains(EventKind.TriggerSet, _market.LastEvents());
        _market.Index(1_030);
        Assert.DoesNotContain(EventKind.TriggerSet, _market.LastEvents());
        _market.Index(1_021);
        Assert.Equal(0, _market.Row(3).SizeLots);
        _market.Index(1_020);
        Assert.Equal(-5, _market.Row(3).SizeLots);
    }

    [Fact]
    public void A_trailing_stop_by_share_begins_at_its_activation_and_rounds_away_from_the_price()
    {
        var market = new TestMarket(TestMarket.Calm with { TickUnits = 5 });
        market.Place(1, Side.Buy, 900, 100);
        var trail = new TriggerTerms(TriggerKind.TrailingStop, TriggerPrice.Mark, 0, 0, 20_000, 1_010);
        market.Run(Marketed(market, 3, Side.Sell, 5, trail, 0));
        market.Index(1_009);
        Assert.DoesNotContain(EventKind.TriggerSet, market.LastEvents());
        market.Index(1_010);
        var record = new MarketRecord(market.Log[^1]);
        while (record.NextEvent() is { } kind && kind != EventKind.TriggerSet)
        {
        }

        // 1,010 less 2 % rounded up is 989; the grid below is 985, and 990 needs the share of 990 ÷ 0.98.
        TriggerSetEvent set = record.ReadTriggerSet();
        Assert.Equal((985L, 1_011L), (set.TriggerUnits, set.NextMoveUnits));
        market.Index(986);
        Assert.Equal(0, market.Row(3).SizeLots);
        market.Index(985);
        Assert.Equal(-5, market.Row(3).SizeLots);
    }

    [Fact]
    public void Malformed_conditions_are_refused_and_change_nothing()
    {
        byte[] before = _market.Engine.StateHash();
        TriggerTerms[] malformed =
        [
            new(TriggerKind.Stop, TriggerPrice.Mark, 0, 0, 0, 0),
            new(TriggerKind.Stop, TriggerPrice.Mark, 900, 1, 0, 0),
            new(TriggerKind.Stop, (TriggerPrice)3, 900, 0, 0, 0),
            new((TriggerKind)4, TriggerPrice.Mark, 900, 0, 0, 0),
            new(TriggerKind.None, TriggerPrice.Mark, 900, 0, 0, 0),
            new(TriggerKind.TrailingStop, TriggerPrice.Mark, 900, 5, 0, 0),
            new(TriggerKind.TrailingStop, TriggerPrice.Mark, 0, 0, 0, 0),
            new(TriggerKind.TrailingStop, TriggerPrice.Mark, 0, 5, 5, 0),
            new(TriggerKind.TrailingStop, TriggerPrice.Mark, 0, 0, 500_001, 0),
            new(TriggerKind.TrailingStop, TriggerPrice.Mark, 0, -5, 0, 0),
            new(TriggerKind.TrailingStop, TriggerPrice.Mark, 0, 5, 0, -1),
        ];
        foreach (TriggerTerms terms in malformed)
        {
            Assert.Equal(ResultCode.InvalidRequest, Conditional(3, Side.Sell, 1, terms).Code);
        }

        Assert.Equal(ResultCode.InvalidRequest, Conditional(3, Side.Sell, 1, Stop(900), OrderFlags.ClosePosition).Code);
        Assert.Equal(before, _market.Engine.StateHash());
    }

    [Fact]
    public void Triggers_are_on_the_grid_and_a_limit_is_near_its_trigger()
    {
        var market = new TestMarket(TestMarket.Calm with { TickUnits = 5, PriceBandPpm = 50_000 });
        Assert.Equal(ResultCode.PriceOffGrid, market.Run(Marketed(market, 3, Side.Sell, 1, Stop(901), 0)).Code);
        Assert.Equal(
            ResultCode.PriceOutOfBand, market.Run(Marketed(market, 3, Side.Buy, 1, Stop(100_000_005), 0)).Code);
        SubmitCommand far = market.Order(3, Side.Sell, 750, 1) with { Instructions = new OrderInstructions(Trigger: Stop(800)) };
        Assert.Equal(ResultCode.PriceOutOfBand, market.Run(far with { PriceUnits = 755 }).Code);
        Assert.Equal(ResultCode.Ok, market.Run(market.Order(3, Side.Sell, 760, 1) with { Instructions = far.Instructions }).Code);
    }

    private static TriggerTerms Stop(long price, TriggerPrice source = TriggerPrice.Last) =>
        new(TriggerKind.Stop, source, price, 0, 0, 0);

    private static SubmitCommand Marketed(TestMarket market, long account, Side side, long lots, TriggerTerms terms, long worst) =>
        market.Order(account, side, 0, lots, TimeInForce.ImmediateOrCancel) with
        {
            WorstPriceUnits = worst,
            Instructions = new OrderInstructions(Trigger: terms),
        };

    private Outcome Conditional(
        long account, Side side, long lots, TriggerTerms terms, OrderFlags flags = OrderFlags.None, long reserve = 0) =>
        _market.Run(_market.Order(account, side, 0, lots, TimeInForce.ImmediateOrCancel, flags, reserve) with
        {
            Instructions = new OrderInstructions(Trigger: terms),
        });

    private long Wait(long account, Side side, long lots, TriggerTerms terms, long reserve = 0)
    {
        Outcome outcome = Conditional(account, side, lots, terms, reserve: reserve);
        Assert.Equal(ResultCode.Ok, outcome.Code);
        Assert.Equal(lots, outcome.Result.WaitingLots);
        return outcome.Result.OrderId;
    }

    private void Quote(long bid, long ask)
    {
        _market.Place(1, Side.Buy, bid, 100);
        _market.Place(2, Side.Sell, ask, 100);
        Trade(1_000);
    }

    // Enough on both sides for everything.
    private void Deep()
    {
        _market.Place(1, Side.Buy, 900, 1_000);
        _market.Place(2, Side.Sell, 1_100, 1_000);
    }

    private void Trade(long price) => _market.Open(8, 9, price, 1);

    private (long Size, long Buys, long Reserve, int Orders) Totals(long account)
    {
        ClearingRow row = _market.Row(account);
        return (row.SizeLots, row.OpenBuyLots, row.OrderReserveQuanta, row.OpenOrders);
    }
}
