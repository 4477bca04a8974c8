using OrleansMarkets.Journal.Tests.Kit;

namespace OrleansMarkets.Journal.Tests;

/// <summary>The batcher of one grain, turn by turn on one thread with a clock that stands still.</summary>
public sealed class GroupCommitTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly TurnScheduler _turns = new();
    private readonly ScriptedStream _stream = new();
    private readonly GroupCommitOptions _options = new()
    {
        MaxSendAttempts = 4,
        MaxResolveAttempts = 3,
    };

    private readonly List<JournalException> _stopped = [];
    private readonly GroupCommit _commit;

    public GroupCommitTests()
    {
        _commit = new GroupCommit(_stream, _clock, _options, _stopped.Add);
    }

    [Fact]
    public void RecordsThatArriveDuringAnAppendShareTheNextOneAndItsTicket()
    {
        Task first = AppendAndBarrier();
        Task second = AppendAndBarrier();
        Task third = AppendAndBarrier();

        Assert.Equal(1, _stream.InFlight.Count);
        Assert.Same(second, third);
        Assert.NotSame(first, second);

        Turn(_stream.Commit);
        Assert.True(first.IsCompletedSuccessfully);
        Assert.False(second.IsCompleted);
        Assert.Equal(2, _stream.InFlight.FirstSequence);
        Assert.Equal(2, _stream.InFlight.Count);
        Assert.Equal(1, _commit.DurableSequence);

        Turn(_stream.Commit);
        Assert.True(second.IsCompletedSuccessfully);
        Assert.Equal(3, _commit.DurableSequence);
        Assert.True(_stream.Idle);
    }

    [Fact]
    public void ABarrierNeverJoinsAnAppendInFlight()
    {
        Task record = AppendAndBarrier();
        Task barrier = Turn(_commit.Barrier);
        Assert.NotSame(record, barrier);

        Turn(_stream.Commit);
        Assert.True(record.IsCompletedSuccessfully);
        Assert.False(barrier.IsCompleted);
        Assert.Equal(0, _stream.InFlight.Count);
        Assert.Equal(2, _stream.InFlight.FirstSequence);

        Turn(_stream.Commit);
        Assert.True(barrier.IsCompletedSuccessfully);
    }

    [Fact]
    public void ABarrierWithNothingWaitingCausesAnEmptyAppendOfItsOwn()
    {
        Task barrier = Turn(_commit.Barrier);
        Assert.Equal(0, _stream.InFlight.Count);
        Assert.False(barrier.IsCompleted);
        Turn(_stream.Commit);
        Assert.True(barrier.IsCompletedSuccessfully);
        Assert.Equal(0, _commit.DurableSequence);
    }

    [Fact]
    public void RecordsJoinTheBarrierThatWaits()
    {
        Task inFlight = AppendAndBarrier();
        Task barrier = Turn(_commit.Barrier);
        Task record = AppendAndBarrier();
        Assert.Same(barrier, record);
        Turn(_stream.Commit);
        Assert.True(inFlight.IsCompletedSuccessfully);
        Assert.Equal(1, _stream.InFlight.Count);
    }

    [Fact]
    public void TicketsCompleteInOrderAndOnTheGrainsScheduler()
    {
        var order = new List<int>();
        var schedulers = new List<TaskScheduler>();
        _turns.Run(() =>
        {
            for (int i = 0; i < 3; i++)
            {
                _ = AwaitAsync(i);
            }
        });
        for (int i = 0; i < 3 && !_stream.Idle; i++)
        {
            Turn(_stream.Commit);
        }

        Assert.Equal([0, 1, 2], order);
        Assert.All(schedulers, scheduler => Assert.Same(_turns, scheduler));

        async Task AwaitAsync(int i)
        {
            _commit.Append(_commit.NextTimeNs(0), [(byte)i]);
            await _commit.Barrier();
            order.Add(i);
            schedulers.Add(TaskScheduler.Current);
        }
    }

    [Fact]
    public void AFenceFailsTheBatchAndAllLaterOnesAndEverythingAfter()
    {
        Task first = AppendAndBarrier();
        Task second = AppendAndBarrier();
        Turn(_stream.Fence);

        AssertFailed<JournalFencedException>(first);
        AssertFailed<JournalFencedException>(second);
        Assert.False(_commit.CanAccept(1, 1));
        Assert.Throws<JournalFencedException>(() => _commit.Append(100, [1]));
        Assert.Throws<JournalFencedException>(() => _commit.Reserve(1));
        AssertFailed<JournalFencedException>(_commit.Barrier());
        Assert.True(_stream.Idle);
        Assert.Equal(0, _commit.DurableSequence);
        Assert.IsType<JournalFencedException>(Assert.Single(_stopped));
    }

    [Fact]
    public void AnUnexpectedFailureOfTheStoreCountsAsUnknown()
    {
        Task ticket = AppendAndBarrier();
        Turn(() => _stream.Fail(new InvalidOperationException("a bug")));
        AssertFailed<JournalOutcomeUnknownException>(ticket);
    }

    [Fact]
    public void ADefiniteFailureIsSentAgainWithPauses()
    {
        Task ticket = AppendAndBarrier();
        JournalBatch sent = _stream.InFlight;
        Turn(() => _stream.Fail(new JournalUnavailableException("out")));
        Assert.True(_stream.Idle);
        Advance(_options.FirstBackoff - TimeSpan.FromTicks(1));
        Assert.True(_stream.Idle);
        Advance(TimeSpan.FromTicks(1));
        Assert.Equal(sent.Body.ToArray(), _stream.InFlight.Body.ToArray());

        Turn(() => _stream.Fail(new JournalUnavailableException("out")));
        Advance(_options.FirstBackoff);
        Assert.True(_stream.Idle);
        Advance(_options.FirstBackoff);
        Turn(_stream.Commit);
        Assert.True(ticket.IsCompletedSuccessfully);
        Assert.Equal(0, _stream.Queries);
    }

    [Fact]
    public void ADefiniteFailureThatLastsFailsTheTicketAsDefinite()
    {
        Task ticket = AppendAndBarrier();
        for (int attempt = 1; attempt <= _options.MaxSendAttempts; attempt++)
        {
            Assert.False(ticket.IsCompleted);
            Turn(() => _stream.Fail(new JournalUnavailableException("out")));
            Advance(_options.MaxBackoff);
        }

        AssertFailed<JournalUnavailableException>(ticket);
        Assert.Equal(_options.MaxSendAttempts, _stream.Appends);
    }

    [Fact]
    public void AClosedStoreIsNotTriedAgain()
    {
        Task ticket = AppendAndBarrier();
        Turn(() => _stream.Fail(new JournalUnavailableException("closed", JournalErrorCodes.Closed)));
        AssertFailed<JournalUnavailableException>(ticket);
        Assert.Equal(1, _stream.Appends);
    }

    [Fact]
    public void AnUnknownOutcomeThatCommittedIsFoundByItsHash()
    {
        Task ticket = AppendAndBarrier();
        _stream.StoreHead = _stream.HeadAfter(_stream.InFlight);
        Turn(FailUnknown);
        Assert.True(ticket.IsCompletedSuccessfully);
        Assert.Equal(1, _stream.Appends);
        Assert.Equal(1, _commit.DurableSequence);
    }

    [Fact]
    public void AnUnknownOutcomeThatDidNotCommitIsSentAgain()
    {
        Task ticket = AppendAndBarrier();
        Turn(FailUnknown);
        Advance(_options.FirstBackoff);
        Assert.Equal(2, _stream.Appends);
        Turn(_stream.Commit);
        Assert.True(ticket.IsCompletedSuccessfully);
    }

    [Fact]
    public void ALateCommitOfAnEarlierAttemptIsNotTakenForAFence()
    {
        Task ticket = AppendAndBarrier();
        Turn(FailUnknown);
        Advance(_options.FirstBackoff);
        _stream.StoreHead = _stream.HeadAfter(_stream.InFlight); // the first attempt landed between the question and the second
        Turn(_stream.Fence);
        Assert.True(ticket.IsCompletedSuccessfully);
        Assert.Null(_commit.Failure);
    }

    [Fact]
    public void ABatchCommittedBeforeASuccessorWroteOnIsFoundInTheLog()
    {
        Task ticket = AppendAndBarrier();
        JournalBatch batch = _stream.InFlight;
        JournalHash before = _stream.Head.BatchHash;
        JournalHash hash = batch.HashAfter(before, _stream.Epoch);
        _stream.Stored.Add(new JournalStoredBatch("scripted", _stream.Epoch, 1, 1, before, hash, batch.Body.ToArray()));
        _stream.StoreHead = new JournalHead(8, 2, 99, JournalHash.Genesis("successor"));
        Turn(FailUnknown);
        Assert.True(ticket.IsCompletedSuccessfully);
    }

    [Fact]
    public void ABatchThatTheSuccessorForestalledIsFenced()
    {
        Task ticket = AppendAndBarrier();
        _stream.Stored.Add(new JournalStoredBatch(
            "scripted", 8, 1, 1, _stream.Head.BatchHash, JournalHash.Genesis("successor"), new byte[1]));
        _stream.StoreHead = new JournalHead(8, 1, 99, JournalHash.Genesis("successor"));
        Turn(FailUnknown);
        AssertFailed<JournalFencedException>(ticket);
    }

    [Fact]
    public void AHeadThatCannotBeReadLeavesTheOutcomeUnknown()
    {
        Task ticket = AppendAndBarrier();
        _stream.QueryFailures = int.MaxValue;
        Turn(FailUnknown);
        Advance(TimeSpan.FromMinutes(1));
        AssertFailed<JournalOutcomeUnknownException>(ticket);
        Assert.Equal(_options.MaxResolveAttempts, _stream.Queries);
        Assert.Equal(1, _stream.Appends);
    }

    [Fact]
    public void AnEmptyAppendOfUnknownOutcomeIsSimplySentAgain()
    {
        Task barrier = Turn(_commit.Barrier);
        Turn(FailUnknown);
        Advance(_options.FirstBackoff);
        Turn(_stream.Fence);
        AssertFailed<JournalFencedException>(barrier);
        Assert.Equal(0, _stream.Queries);
    }

    [Fact]
    public void WhatDoesNotFitIsRefusedBeforeAnythingChanges()
    {
        _ = AppendAndBarrier();
        Assert.True(_commit.CanAccept(4, 4));
        Assert.False(_commit.CanAccept(5, 5));
        Assert.True(_commit.CanAccept(2, 400 - (2 * RecordFraming.HeaderBytes)));
        Assert.False(_commit.CanAccept(2, 401 - (2 * RecordFraming.HeaderBytes)));
        for (int i = 0; i < 4; i++)
        {
            _commit.Append(_commit.NextTimeNs(0), [1]);
        }

        int bytes = _commit.WaitingBytes;
        Assert.False(_commit.CanAccept(1, 0));
        Assert.Equal(
            JournalErrorCodes.WaitingFull,
            Assert.Throws<JournalLimitException>(() => _commit.Append(_commit.NextTimeNs(0), [1])).Code);
        Assert.Equal(bytes, _commit.WaitingBytes);
        Assert.Equal(5, _commit.LastSequence);
    }

    [Fact]
    public void ARecordIsEncodedStraightIntoTheBatch()
    {
        Span<byte> room = _commit.Reserve(50);
        room[0] = 42;
        room[1] = 43;
        Assert.Equal(1, _commit.AppendReserved(5, 2));
        _ = Turn(_commit.Barrier);
        Assert.True(RecordFraming.TryRead(_stream.InFlight.Body.Span, 1, out JournalRecord record, out _));
        Assert.Equal([42, 43], record.Payload.ToArray());
        Assert.Equal(5, record.TimeNs);
        Assert.Throws<InvalidOperationException>(() => _commit.AppendReserved(6, 2));
    }

    [Fact]
    public void TimesGrowAndAClockThatStandsStillGetsTheNextNanosecond()
    {
        Assert.Equal(50, _commit.NextTimeNs(50));
        _commit.Append(50, [1]);
        Assert.Equal(51, _commit.NextTimeNs(50));
        Assert.Equal(
            JournalErrorCodes.TimeNotAfterHead, Assert.Throws<JournalLimitException>(() => _commit.Append(50, [1])).Code);
    }

    [Fact]
    public void ClosingWaitsForWhatIsThereAndRefusesTheRest()
    {
        _commit.Append(5, [1]);
        Task closed = Turn(_commit.CloseAsync);
        Assert.Throws<JournalUnavailableException>(() => _commit.Append(6, [1]));
        Turn(_stream.Commit);
        Assert.True(closed.IsCompletedSuccessfully);
        Assert.Equal(1, _commit.DurableSequence);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(7, 640)]
    [InlineData(8, 1_000)]
    [InlineData(300, 1_000)]
    public void PausesDoubleUpToTheLimit(int attempt, int expectedMs) =>
        Assert.Equal(TimeSpan.FromMilliseconds(expectedMs), _options.BackoffAfter(attempt));

    private static void AssertFailed<T>(Task ticket)
        where T : JournalException
    {
        Assert.True(ticket.IsFaulted);
        Assert.IsType<T>(ticket.Exception.InnerException);
    }

    private void FailUnknown() => _stream.Fail(new JournalOutcomeUnknownException("scripted", "no answer"));

    private Task AppendAndBarrier() => Turn(() =>
    {
        _commit.Append(_commit.NextTimeNs(0), [1]);
        return _commit.Barrier();
    });

    private void Turn(Action turn) => _turns.Run(turn);

    private Task Turn(Func<Task> turn)
    {
        Task? result = null;
        _turns.Run(() => result = turn());
        return result!;
    }

    private void Advance(TimeSpan by)
    {
        DateTimeOffset until = _clock.GetUtcNow() + by;
        _turns.Drain();
        while (_clock.GetUtcNow() < until)
        {
            // In steps, so that a pause begun by a continuation is counted too.
            TimeSpan rest = until - _clock.GetUtcNow();
            _clock.Advance(rest < TimeSpan.FromMilliseconds(1) ? rest : TimeSpan.FromMilliseconds(1));
            _turns.Drain();
        }
    }
}
