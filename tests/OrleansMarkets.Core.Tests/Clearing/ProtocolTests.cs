using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Markets;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>Stamps, ids, deadlines, parameter versions, phases, quarantine: the book's half of the protocol.</summary>
public sealed class ProtocolTests
{
    private readonly TestMarket _market = new();

    [Fact]
    public void A_repeated_command_has_its_result_and_no_second_effect()
    {
        SubmitCommand order = _market.Order(1, Side.Buy, 1_000, 5);
        Outcome first = _market.Run(order);
        Outcome same = _market.Run(order);
        Assert.True(same.IsRepeat);
        Assert.False(same.HasRecord);
        Assert.Equal(first.Result, same.Result);

        CallStamp next = _market.NextStamp(1);
        Outcome retried = _market.Run(order with { Stamp = next, DeadlineNs = order.DeadlineNs + 1, ReserveQuanta = 9 });
        Assert.True(retried.IsRepeat);
        Assert.True(retried.HasRecord);
        Assert.Equal(first.Result, retried.Result);
        Assert.Equal(next, retried.Row.Stamp);
        Assert.Equal(1, retried.Row.OpenOrders);
    }

    [Fact]
    public void The_same_id_with_another_body_is_refused_and_not_stored()
    {
        SubmitCommand order = _market.Order(1, Side.Buy, 1_000, 5);
        Outcome first = _market.Run(order);
        Assert.Equal(ResultCode.DuplicateIdDifferentBody, _market.Run(order with { Lots = 6 }).Code);
        Assert.True(_market.Engine.TryGetResult(1, order.Id, out CommandResult stored));
        Assert.Equal(first.Result, stored);
    }

    [Fact]
    public void Ids_of_two_accounts_do_not_meet()
    {
        SubmitCommand order = _market.Order(1, Side.Buy, 1_000, 5);
        _market.Run(order);
        Outcome other = _market.Run(order with { Account = 2 });
        Assert.Equal(ResultCode.Ok, other.Code);
        Assert.False(other.IsRepeat);
    }

    [Fact]
    public void A_call_not_above_the_highest_stamp_is_superseded_and_leaves_no_trace()
    {
        SubmitCommand late = _market.Order(1, Side.Buy, 1_000, 5);
        _market.Touch(1);
        byte[] before = _market.Engine.StateHash();
        Outcome outcome = _market.Run(late);
        Assert.Equal(ResultCode.Superseded, outcome.Code);
        Assert.False(outcome.HasRecord);
        Assert.False(_market.Engine.TryGetResult(1, late.Id, out _));
        Assert.Equal(before, _market.Engine.StateHash());
        Assert.Equal(ResultCode.Ok, _market.Run(late with { Stamp = _market.NextStamp(1) }).Code);
    }

    [Fact]
    public void A_higher_epoch_supersedes_every_number_of_a_lower_one()
    {
        _market.Run(new TouchCommand(1, new CallStamp(1, 500), TouchCancel.None));
        Assert.Equal(ResultCode.Ok, _market.Run(new TouchCommand(1, new CallStamp(2, 1), TouchCancel.None)).Code);
        Assert.Equal(ResultCode.Superseded, _market.Run(new TouchCommand(1, new CallStamp(1, 501), TouchCancel.All)).Code);
    }

    [Fact]
    public void Every_rejection_is_a_result_and_raises_the_stamp()
    {
        Outcome rejected = _market.Submit(1, Side.Buy, 5_000, 5);
        Assert.Equal(ResultCode.PriceOutOfBand, rejected.Code);
        Assert.Equal(1, rejected.Row.Stamp.Number);
        Assert.True(_market.Engine.TryGetResult(1, _market.LastId, out CommandResult stored));
        Assert.Equal(ResultCode.PriceOutOfBand, stored.Code);
    }

    [Fact]
    public void A_deadline_that_has_come_or_is_too_far_away_is_refused()
    {
        SubmitCommand order = _market.Order(1, Side.Buy, 1_000, 5);
        long bookTime = _market.NowNs + TestMarket.Ms;
        Assert.Equal(ResultCode.DeadlineExpired, _market.Run(order with { DeadlineNs = bookTime }).Code);
        SubmitCommand far = _market.Order(1, Side.Buy, 1_000, 5);
        bookTime = _market.NowNs + TestMarket.Ms;
        Assert.Equal(
            ResultCode.DeadlineExpired, _market.Run(far with { DeadlineNs = bookTime + MarketLimits.MaximumDeadlineNs + 1 }).Code);
        SubmitCommand edge = _market.Order(1, Side.Buy, 1_000, 5);
        bookTime = _market.NowNs + TestMarket.Ms;
        Assert.Equal(ResultCode.Ok, _market.Run(edge with { DeadlineNs = bookTime + MarketLimits.MaximumDeadlineNs }).Code);
    }

    [Fact]
    public void A_cancel_of_an_unknown_submit_makes_its_id_final()
    {
        SubmitCommand underWay = _market.Order(1, Side.Buy, 1_000, 5);
        Assert.Equal(ResultCode.OrderNotFound, _market.Run(_market.CancelOf(1, 0, underWay.Id)).Code);
        Outcome arrived = _market.Run(underWay with { Stamp = _market.NextStamp(1) });
        Assert.Equal(ResultCode.OrderNotFound, arrived.Code);
        Assert.True(arrived.IsRepeat);
        Assert.Equal(0, _market.Row(1).OpenOrders);
    }

    [Fact]
    public void An_order_can_be_cancelled_by_the_id_of_its_submit()
    {
        _market.Place(1, Side.Buy, 1_000, 5);
        Outcome cancelled = _market.Run(_market.CancelOf(1, 0, _market.LastId));
        Assert.Equal(ResultCode.Ok, cancelled.Code);
        Assert.Equal(5, cancelled.Result.CancelledLots);
        Assert.Equal(0, _market.Row(1).OpenOrders);
    }

    [Fact]
    public void A_result_is_kept_fifteen_seconds_after_its_deadline_and_then_forgotten()
    {
        SubmitCommand order = _market.Order(1, Side.Buy, 5_000, 5);
        _market.Run(order);
        _market.NowNs = order.DeadlineNs + MarketLimits.ResultRetentionNs - TestMarket.Ms;
        _market.Touch(2);
        _market.Touch(2);
        Assert.True(_market.Engine.TryGetResult(1, order.Id, out _));
        _market.NowNs += 2 * TestMarkets.SecondNs;
        _market.Touch(2);
        _market.Touch(2);
        Assert.False(_market.Engine.TryGetResult(1, order.Id, out _));
        _market.Engine.CheckInvariants();
    }

    [Fact]
    public void The_result_of_a_resting_order_is_kept_as_long_as_it_rests()
    {
        SubmitCommand order = _market.Order(1, Side.Buy, 1_000, 5);
        _market.Run(order);
        _market.NowNs += TestMarkets.HourNs;
        _market.Touch(2);
        _market.Touch(2);
        Assert.True(_market.Engine.TryGetResult(1, order.Id, out _));
        _market.Touch(1, TouchCancel.All);
        _market.NowNs += 2 * TestMarkets.SecondNs;
        _market.Touch(2);
        _market.Touch(2);
        Assert.False(_market.Engine.TryGetResult(1, order.Id, out _));
    }

    [Fact]
    public void A_step_forgets_a_limited_number_of_results()
    {
        for (int order = 0; order < 3 * MarketLimits.MaximumExpiriesPerStep; order++)
        {
            _market.Submit(1, Side.Buy, 5_000, 5);
        }

        _market.NowNs += TestMarkets.HourNs;
        int steps = 0;
        for (_market.Touch(2); _market.Nudge().HasRecord && steps < 10; steps++)
        {
            Assert.Contains(EventKind.ResultsExpired, _market.LastEvents());
        }

        Assert.InRange(steps, 3, 9);
    }

    [Fact]
    public void An_order_checked_against_rules_that_changed_since_is_refused()
    {
        SubmitCommand old = _market.Order(1, Side.Buy, 1_000, 5);
        Assert.Equal(ResultCode.Ok, _market.SetParameters(TestMarket.Calm with { Version = 2, TickUnits = 2 }).Code);
        Assert.Equal(ResultCode.Ok, _market.Run(old).Code);
        Assert.Equal(ResultCode.Ok, _market.SetParameters(TestMarket.Calm with { Version = 3, TakerFeePpm = 100 }).Code);
        SubmitCommand stale = _market.Order(1, Side.Buy, 1_000, 5) with { ParametersVersion = 2 };
        Assert.Equal(ResultCode.ParametersOutdated, _market.Run(stale).Code);
        SubmitCommand ahead = _market.Order(1, Side.Buy, 1_000, 5) with { ParametersVersion = 4 };
        Assert.Equal(ResultCode.ParametersOutdated, _market.Run(ahead).Code);
        Assert.Equal(ResultCode.Ok, _market.Submit(1, Side.Buy, 1_000, 5).Code);
    }

    [Fact]
    public void Parameters_change_one_version_at_a_time_and_only_if_sound()
    {
        Assert.Equal(ResultCode.InvalidParameters, _market.SetParameters(TestMarket.Calm with { Version = 3 }).Code);
        Assert.Equal(ResultCode.InvalidParameters, _market.SetParameters(TestMarket.Calm with { Version = 2, TickUnits = 0 }).Code);
        Outcome repeated = _market.SetParameters(TestMarket.Calm with { MarginTiers = [.. TestMarkets.Tiers] });
        Assert.Equal(ResultCode.Ok, repeated.Code);
        Assert.False(repeated.HasRecord);
    }

    [Fact]
    public void Grid_and_quantity_rules_hold()
    {
        var market = new TestMarket(TestMarket.Calm with { TickUnits = 5, StepLots = 10, MinimumLots = 20 });
        Assert.Equal(ResultCode.PriceOffGrid, market.Submit(1, Side.Buy, 1_001, 20).Code);
        Assert.Equal(ResultCode.QuantityOffGrid, market.Submit(1, Side.Buy, 1_000, 25).Code);
        Assert.Equal(ResultCode.QuantityTooSmall, market.Submit(1, Side.Buy, 1_000, 10).Code);
        Assert.Equal(ResultCode.QuantityTooLarge, market.Submit(1, Side.Buy, 1_000, 2_000_000).Code);
        Assert.Equal(ResultCode.Ok, market.Submit(1, Side.Buy, 1_000, 20).Code);
    }

    [Theory]
    [InlineData(MarketPhase.Open, ResultCode.Ok, ResultCode.Ok)]
    [InlineData(MarketPhase.ReduceOnly, ResultCode.MarketNotOpen, ResultCode.Ok)]
    [InlineData(MarketPhase.CancelOnly, ResultCode.MarketNotOpen, ResultCode.MarketNotOpen)]
    [InlineData(MarketPhase.Halted, ResultCode.MarketNotOpen, ResultCode.MarketNotOpen)]
    [InlineData(MarketPhase.Settled, ResultCode.MarketNotOpen, ResultCode.MarketNotOpen)]
    public void Each_phase_admits_what_it_should(MarketPhase phase, ResultCode opening, ResultCode reducing)
    {
        _market.Open(1, 2, 1_000, 10);
        long resting = _market.Place(3, Side.Buy, 990, 1);
        Assert.Equal(ResultCode.Ok, _market.SetPhase(phase).Code);
        Assert.Equal(phase, _market.Engine.Phase);
        Assert.Equal(opening, _market.Submit(4, Side.Buy, 990, 1).Code);
        Assert.Equal(reducing, _market.Submit(1, Side.Sell, 1_010, 1, flags: OrderFlags.ReduceOnly).Code);
        Assert.Equal(ResultCode.Ok, _market.Cancel(3, resting).Code);
        Assert.Equal(ResultCode.Ok, _market.Touch(1, TouchCancel.All).Code);
    }

    [Fact]
    public void Settled_is_for_good()
    {
        _market.SetPhase(MarketPhase.Settled);
        Assert.Equal(ResultCode.MarketNotOpen, _market.SetPhase(MarketPhase.Open).Code);
        Assert.Equal(ResultCode.InvalidRequest, _market.SetPhase(MarketPhase.Replaying).Code);
    }

    [Fact]
    public void A_stale_or_invalid_index_stops_new_risk_but_neither_reductions_nor_cancels()
    {
        _market.Open(1, 2, 1_000, 10);
        long resting = _market.Place(3, Side.Buy, 990, 1);
        Assert.Equal(ResultCode.StalePrice, _market.Index(1_000, quorum: false).Code);
        Assert.Equal(ResultCode.StalePrice, _market.Submit(4, Side.Buy, 990, 1).Code);
        Assert.Equal(ResultCode.Ok, _market.Submit(1, Side.Sell, 1_010, 1, flags: OrderFlags.ReduceOnly).Code);
        Assert.Equal(ResultCode.Ok, _market.Cancel(3, resting).Code);
        _market.Index(1_000);
        Assert.Equal(ResultCode.Ok, _market.Submit(4, Side.Buy, 990, 1).Code);
        _market.NowNs += _market.Engine.Parameters.Mark.MaximumIndexAgeNs;
        Assert.Equal(ResultCode.StalePrice, _market.Submit(4, Side.Buy, 990, 1).Code);
    }

    [Fact]
    public void An_older_index_changes_nothing_and_one_from_the_future_is_refused()
    {
        long published = _market.Engine.IndexPublishNs;
        var old = new UpdateIndexCommand(2_000 * _market.Spec.PriceUnitE8, 1, published, true);
        Assert.False(_market.Run(old).HasRecord);
        Assert.Equal(1_000, _market.Engine.MarkUnits);
        var early = old with { PublishTimeNs = _market.NowNs + TestMarkets.SecondNs };
        Assert.Equal(ResultCode.StalePrice, _market.Run(early).Code);
        Assert.Equal(1_000, _market.Engine.MarkUnits);
    }

    [Fact]
    public void The_index_is_rounded_half_to_even()
    {
        long half = _market.Spec.PriceUnitE8 / 2;
        _market.NowNs += TestMarket.Ms;
        _market.Run(new UpdateIndexCommand((1_002 * _market.Spec.PriceUnitE8) + half, 1, _market.NowNs, true));
        Assert.Equal(1_002, _market.Engine.IndexUnits);
        _market.Run(new UpdateIndexCommand((1_003 * _market.Spec.PriceUnitE8) + half, 1, _market.NowNs, true));
        Assert.Equal(1_004, _market.Engine.IndexUnits);
    }

    [Fact]
    public void Recovery_ends_cancel_only_and_a_fresh_index_opens()
    {
        _market.Place(1, Side.Buy, 990, 1);
        _market.Recover();
        Assert.Equal(MarketPhase.CancelOnly, _market.Engine.Phase);
        Assert.Equal(ResultCode.MarketNotOpen, _market.Submit(1, Side.Buy, 990, 1).Code);
        _market.Index(1_000);
        Assert.Equal(MarketPhase.Open, _market.Engine.Phase);
        Assert.Equal(ResultCode.Superseded, _market.RaiseEpoch(1).Code);
    }

    [Fact]
    public void A_replaying_market_takes_nothing_but_a_new_epoch()
    {
        _market.Place(1, Side.Buy, 990, 1);
        MarketEngine folded = _market.Folded();
        Assert.Throws<InvalidOperationException>(() => folded.Execute(default(NudgeCommand), _market.NowNs, new RecordWriter()).Code);
    }

    [Fact]
    public void An_operators_halt_survives_a_recovery()
    {
        _market.SetPhase(MarketPhase.Halted);
        _market.Recover();
        _market.Index(1_000);
        Assert.Equal(MarketPhase.Halted, _market.Engine.Phase);
    }

    [Theory]
    [InlineData(MarketPhase.Halted)]
    [InlineData(MarketPhase.CancelOnly)]
    [InlineData(MarketPhase.ReduceOnly)]
    [InlineData(MarketPhase.Open)]
    public void An_operators_act_is_recorded_with_actor_reason_before_and_after_even_if_nothing_changes(MarketPhase phase)
    {
        PhaseChangedEvent open = new(MarketPhase.Open, MarketPhase.Open);
        PhaseChangedEvent asked = new(phase, phase);
        Assert.Equal(ResultCode.Ok, _market.SetPhase(phase, "duty officer", "fat finger, see the call").Code);
        Assert.Equal(new PhaseOrderedEvent("duty officer", "fat finger, see the call", open, asked), LastOrder());
        Assert.Equal(phase != MarketPhase.Open, _market.LastEvents().Contains(EventKind.PhaseChanged));
        Assert.Equal(ResultCode.Ok, _market.SetPhase(phase, "colleague", "the same").Code);
        Assert.Equal(new PhaseOrderedEvent("colleague", "the same", asked, asked), LastOrder());
        Assert.DoesNotContain(EventKind.PhaseChanged, _market.LastEvents());
        Assert.Equal(_market.Engine.StateHash(), _market.Folded().StateHash());
    }

    [Theory]
    [InlineData(1_000, MarketPhase.CancelOnly)]
    [InlineData(0, MarketPhase.Open)]
    public void Opening_waits_for_a_fresh_index(int silenceHours, MarketPhase phase)
    {
        _market.SetPhase(MarketPhase.Halted);
        _market.NowNs += silenceHours * TestMarkets.HourNs;
        Assert.Equal(ResultCode.Ok, _market.SetPhase(MarketPhase.Open).Code);
        for (int rounds = 0; _market.Nudge().HasRecord && rounds < 1_000; rounds++)
        {
            // Boundaries of the silence, a bounded number a step.
        }

        Assert.Equal((phase, MarketPhase.Open), (_market.Engine.Phase, _market.Engine.TargetPhase));
        _market.Index(1_000);
        Assert.Equal(MarketPhase.Open, _market.Engine.Phase);
    }

    [Theory]
    [InlineData(null, "reason")]
    [InlineData("", "reason")]
    [InlineData("actor", null)]
    [InlineData("actor", "")]
    [InlineData("actor", "two\nlines")]
    public void An_operator_without_name_or_reason_is_refused_and_nothing_changes(string? actor, string? reason)
    {
        byte[] before = _market.Engine.StateHash();
        Outcome outcome = _market.SetPhase(MarketPhase.Halted, actor!, reason!);
        Assert.Equal((ResultCode.InvalidRequest, false), (outcome.Code, outcome.HasRecord));
        Assert.Equal(before, _market.Engine.StateHash());
    }

    [Fact]
    public void Names_and_reasons_of_operators_are_bounded()
    {
        string actor = new('a', MarketLimits.MaximumActorLength);
        string reason = new('\u20AC', MarketLimits.MaximumReasonLength);
        Assert.Equal(ResultCode.Ok, _market.SetPhase(MarketPhase.Halted, actor, reason).Code);
        Assert.Equal(ResultCode.InvalidRequest, _market.SetPhase(MarketPhase.Open, actor + "a", reason).Code);
        Assert.Equal(ResultCode.InvalidRequest, _market.SetPhase(MarketPhase.Open, actor, reason + "r").Code);
        Assert.Equal(ResultCode.InvalidRequest, _market.SetPhase(MarketPhase.Open, "half of a pair: \uD83D", reason).Code);
    }

    [Fact]
    public void A_quarantined_command_has_a_result_after_the_replay()
    {
        SubmitCommand poison = _market.Order(1, Side.Buy, 1_000, 5);
        _market.Recover(Quarantine(poison));
        Outcome again = _market.Run(poison with { Stamp = _market.NextStamp(1) });
        Assert.Equal(ResultCode.InternalReject, again.Code);
        Assert.True(again.IsRepeat);
        _market.Index(1_000);
        Assert.Equal(MarketPhase.Open, _market.Engine.Phase);
    }

    [Fact]
    public void A_second_quarantine_within_a_minute_keeps_the_market_cancel_only()
    {
        _market.Recover(Quarantine(_market.Order(1, Side.Buy, 1_000, 5)));
        _market.Index(1_000);
        _market.Recover(Quarantine(_market.Order(1, Side.Buy, 1_000, 5)));
        _market.Index(1_000);
        Assert.Equal(MarketPhase.CancelOnly, _market.Engine.Phase);
        _market.SetPhase(MarketPhase.Open);
        Assert.Equal(MarketPhase.Open, _market.Engine.Phase);
    }

    [Fact]
    public void A_second_quarantine_within_a_minute_counts_however_late_the_takeover_is()
    {
        _market.Recover(Quarantine(_market.Order(1, Side.Buy, 1_000, 5)));
        _market.Index(1_000);
        byte[] second = Quarantine(_market.Order(1, Side.Buy, 1_000, 5));
        _market.NowNs += TestMarkets.HourNs;
        _market.Recover(second);
        _market.Index(1_000);
        Assert.Equal((MarketPhase.CancelOnly, MarketPhase.CancelOnly), (_market.Engine.Phase, _market.Engine.TargetPhase));
    }

    [Fact]
    public void Quarantines_further_apart_than_a_minute_leave_the_market_open()
    {
        _market.Recover(Quarantine(_market.Order(1, Side.Buy, 1_000, 5)));
        _market.Index(1_000);
        _market.NowNs += MarketLimits.QuarantineWindowNs;
        _market.Recover(Quarantine(_market.Order(1, Side.Buy, 1_000, 5)));
        _market.Index(1_000);
        Assert.Equal(MarketPhase.Open, _market.Engine.Phase);
    }

    [Fact]
    public void Once_an_operator_has_opened_a_poisoned_market_an_ordinary_crash_does_not_close_it()
    {
        _market.Recover(Quarantine(_market.Order(1, Side.Buy, 1_000, 5)));
        _market.Recover(Quarantine(_market.Order(1, Side.Buy, 1_000, 5)));
        _market.Index(1_000);
        _market.SetPhase(MarketPhase.Open);
        _market.Recover();
        _market.Index(1_000);
        Assert.Equal(MarketPhase.Open, _market.Engine.Phase);
    }

    [Fact]
    public void A_quarantined_command_without_an_id_raises_the_stamp_and_counts()
    {
        var poison = new TouchCommand(1, _market.NextStamp(1), TouchCancel.All);
        _market.Recover(Quarantine(poison));
        Assert.Equal(poison.Stamp, _market.Row(1).Stamp);
        Assert.Equal(ResultCode.Superseded, _market.Run(poison).Code);
        _market.Recover(Quarantine(new NudgeCommand()));
        _market.Index(1_000);
        Assert.Equal(MarketPhase.CancelOnly, _market.Engine.Phase);
    }

    [Fact]
    public void Book_time_never_goes_back()
    {
        long before = _market.Engine.TimeNs;
        _market.NowNs -= TestMarkets.HourNs;
        _market.Touch(1);
        Assert.Equal(before + 1, _market.Engine.TimeNs);
    }

    [Fact]
    public void Only_changed_rows_are_touched_and_each_change_has_the_next_number()
    {
        _market.Place(1, Side.Sell, 1_000, 5);
        _market.Place(3, Side.Buy, 900, 5);
        ClearingRow before = _market.Row(1);
        Outcome taken = _market.Submit(2, Side.Buy, 1_000, 5);
        Assert.Equal([1L, 2L], taken.Touched.Order());
        Assert.Equal(before.AccountSequence + 1, _market.Row(1).AccountSequence);
    }

    private byte[] Quarantine<TCommand>(TCommand poison)
        where TCommand : IMarketCommand
    {
        var writer = new RecordWriter();
        MarketEngine.WriteQuarantine(
            poison.ToQuarantine(), _market.Engine.Sequence, _market.Engine.TimeNs, _market.NowNs, writer);
        return writer.Written.ToArray();
    }

    private PhaseOrderedEvent LastOrder()
    {
        var record = new MarketRecord(_market.Log[^1]);
        while (record.NextEvent() != EventKind.PhaseOrdered)
        {
            // Other events of the step.
        }

        return record.ReadPhaseOrdered();
    }
}
