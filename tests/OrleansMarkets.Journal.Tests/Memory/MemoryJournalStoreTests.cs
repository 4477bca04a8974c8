using OrleansMarkets.Journal.Memory;
using OrleansMarkets.Journal.Tests.Kit;
using static OrleansMarkets.Journal.Tests.Kit.Sync;

namespace OrleansMarkets.Journal.Tests.Memory;

/// <summary>What only the memory store does: faults on request, without threads.</summary>
public sealed class MemoryJournalStoreTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void WithoutFaultsEverythingCompletesSynchronouslyAndCheaply()
    {
        var store = new MemoryJournalStore(_clock);
        IJournalStream stream = Now(store.OpenAsync("s", default));
        var commit = new GroupCommit(stream, _clock);
        byte[] payload = new byte[100];
        Append(1_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Append(10_000);
        long perAppend = (GC.GetAllocatedBytesForCurrentThread() - before) / 10_000;
        Assert.True(perAppend < 400, $"{perAppend} bytes an append of 116");
        Assert.Equal(11_000, commit.DurableSequence);

        void Append(int count)
        {
            for (int i = 0; i < count; i++)
            {
                commit.Append(commit.NextTimeNs(0), payload);
                Assert.Same(Task.CompletedTask, commit.Barrier());
            }
        }
    }

    [Fact]
    public async Task LazyAndEagerHashesAreTheSame()
    {
        var heads = new List<JournalHead>();
        foreach (bool eager in (bool[])[false, true])
        {
            var store = new MemoryJournalStore(_clock) { HashEagerly = eager };
            IJournalStream stream = await store.OpenAsync("s", default);
            await Batches.CommitAsync(stream, 3);
            await Batches.CommitAsync(stream, 4);
            heads.Add(stream.Head);
        }

        Assert.Equal(heads[0], heads[1]);
    }

    [Fact]
    public async Task EveryFlippedBitOfARecordIsDetected()
    {
        int bits = 8 * RecordFraming.FramedBytes(10) * 2;
        for (int bit = 0; bit < bits; bit++)
        {
            var store = new MemoryJournalStore(_clock);
            IJournalStream stream = await store.OpenAsync("s", default);
            await Batches.CommitAsync(stream, 1);
            await Batches.CommitAsync(stream, 2);
            store.FlipRecordBit("s", 3, bit);
            JournalCorruptException found = await Assert.ThrowsAsync<JournalCorruptException>(() => Batches.ReplayAsync(stream));
            Assert.Equal(bit < bits / 2 ? 2 : 3, found.Place.Sequence);
        }
    }

    [Fact]
    public void ACallLandsOnTheClockEvenIfNobodyWaitsForIt()
    {
        var store = new MemoryJournalStore(_clock);
        IJournalStream stream = Now(store.OpenAsync("s", default));
        store.Faults = new MemoryFaultOptions { MinLatency = TimeSpan.FromMilliseconds(3), MaxLatency = TimeSpan.FromMilliseconds(3) };
        var turns = new TurnScheduler();
        turns.Run(() => _ = stream.AppendAsync(Batches.After(0, 2), default).AsTask());
        store.Faults = MemoryFaultOptions.None;
        Assert.Equal(0, Now(Now(store.OpenReadOnlyAsync("s", default)).QueryHeadAsync(default)).Sequence);
        _clock.Advance(TimeSpan.FromMilliseconds(3)); // the silo's turns never run again, its call lands all the same
        Assert.Equal(2, Now(Now(store.OpenReadOnlyAsync("s", default)).QueryHeadAsync(default)).Sequence);
    }

    [Fact]
    public void AnOutageRefusesEveryCallUntilItEnds()
    {
        var store = new MemoryJournalStore(_clock);
        IJournalStream stream = Now(store.OpenAsync("s", default));
        DateTimeOffset now = _clock.GetUtcNow();
        store.Faults = new MemoryFaultOptions { Outages = [new MemoryOutage(now.AddSeconds(1), now.AddSeconds(2))] };
        Assert.Equal(JournalWriteStatus.Committed, Now(stream.AppendAsync(Batches.After(0, 1), default)));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Throws<JournalUnavailableException>(() => Now(stream.AppendAsync(Batches.After(1, 1), default)));
        Assert.Throws<JournalUnavailableException>(() => Now(store.OpenAsync("s", default)));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(JournalWriteStatus.Committed, Now(stream.AppendAsync(Batches.After(1, 1), default)));
        Assert.Equal(2, store.Counters.Outage);
    }

    [Fact]
    public void FaultsNeedASourceOfChance() =>
        Assert.Throws<ArgumentException>(() => new MemoryJournalStore(_clock).Faults = new MemoryFaultOptions { Unavailable = 0.1 });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void UnderFaultsEveryTicketTellsTheTruth(int seed)
    {
        var run = new FaultyRun(seed);
        run.Go(turns: 600);
        run.AssertTruth();
        MemoryFaultCounters reached = run.Store.Counters;
        Assert.True(reached.Unavailable > 0 && reached.FailBeforeCommit > 0 && reached.UnknownBeforeCommit > 0);
        Assert.True(reached.UnknownAfterCommit > 0 && reached.UnknownThenLateCommit > 0 && reached.Fenced > 0 && reached.LateCommits > 0);
    }

    [Fact]
    public void TheSameSeedGivesTheSameLog()
    {
        JournalHash[] heads = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            var run = new FaultyRun(42);
            run.Go(turns: 300);
            return run.Head.BatchHash;
        })];
        Assert.NotEqual(JournalHash.Genesis("grain"), heads[0]);
        Assert.Equal(heads[0], heads[1]);
    }
}
