using System.Buffers.Binary;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Grains.OrderBooks;
using OrleansMarkets.Grains.Tests.Markets;
using OrleansMarkets.Journal;
using OrleansMarkets.Journal.Memory;
using OrleansMarkets.Journal.Tests.Kit;

namespace OrleansMarkets.Grains.Tests.OrderBooks;

/// <summary>What followers of a market's log get, and what they never get. A record's bytes are its own sequence, repeated.</summary>
public sealed class LogFeedTests
{
    private const string Symbol = "M";
    private const int RecordBytes = 64;
    private const int FrameBytes = RecordFraming.HeaderBytes + RecordBytes;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(LogFeed.MaximumWaitMilliseconds);
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(10);

    private readonly TurnScheduler _turns = new();
    private readonly ManualClock _clock = new();
    private readonly MemoryJournalStore _store;
    private GrainLog _log = null!;
    private LogFeed _feed = null!;
    private long _timeNs;

    public LogFeedTests() => _store = new MemoryJournalStore(_clock);

    [Fact]
    public void A_reader_at_the_head_gets_the_next_commit() => Run(async () =>
    {
        await Append();
        Task<LogPage> first = Read(1);
        Task<LogPage> second = Read(1);
        await Settle();
        Assert.False(first.IsCompleted);
        await Append();
        Assert.Equal([2L], Sequences(await first));
        LogPage page = await second;
        Assert.Equal((ResultCode.Ok, _log.Epoch, 2L, 2L, 1, 2L), Head(page));
        Assert.Equal([2L], Sequences(page));
    });

    [Fact]
    public void A_reader_waits_no_longer_than_the_limit() => Run(async () =>
    {
        await Append();
        Task<LogPage> asked = Read(1, waitMilliseconds: int.MaxValue);
        _clock.Advance(Wait - TimeSpan.FromMilliseconds(1));
        await Settle();
        Assert.False(asked.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((ResultCode.Ok, _log.Epoch, 2L, 1L, 0, 1L), Head(await asked));
        Assert.Equal((ResultCode.Ok, _log.Epoch, 2L, 1L, 0, 1L), Head(await Read(1, waitMilliseconds: 0)));
    });

    [Fact]
    public void Old_records_come_from_the_journal_and_new_ones_from_the_ring() => Run(async () =>
    {
        for (int record = 0; record < 10; record++)
        {
            await Append();
        }

        Assert.Equal(0, _feed.RingBytes);
        Assert.Equal(Enumerable.Range(1, 10).Select(each => (long)each), Sequences(await Read(0)));
        await Append();
        await Append();
        Assert.Equal(2 * FrameBytes, _feed.RingBytes);
        Assert.Equal([9L, 10L, 11L, 12L], Sequences(await Read(8)));

        // The store is gone, and readers near the head do not notice.
        _store.Faults = new MemoryFaultOptions { Outages = [new MemoryOutage(DateTimeOffset.MinValue, DateTimeOffset.MaxValue)] };
        Assert.Equal([11L, 12L], Sequences(await Read(10)));
        Assert.Equal([12L], Sequences(await Read(11)));
        Assert.Equal(ResultCode.Unavailable, (await Read(9)).Code);
    });

    [Fact]
    public void Nothing_is_kept_when_nobody_has_polled_for_a_while() => Run(async () =>
    {
        await Append();
        await Read(0, waitMilliseconds: 0);
        await Append();
        Assert.Equal(FrameBytes, _feed.RingBytes);
        _clock.Advance(LogFeed.FollowedFor + TimeSpan.FromSeconds(1));
        await Append();
        Assert.Equal(0, _feed.RingBytes);
        await Append();
        Assert.Equal(0, _feed.RingBytes);
        Assert.Equal([3L, 4L], Sequences(await Read(2)));
    });

    [Fact]
    public void The_ring_is_bounded_and_what_left_it_comes_from_the_journal() => Run(async () =>
    {
        await Read(0, waitMilliseconds: 0);
        int records = (LogFeed.MaximumRingBytes / (GrainLog.MaximumStepBytes + RecordFraming.HeaderBytes)) + 5;
        for (int record = 0; record < records; record++)
        {
            await Append(GrainLog.MaximumStepBytes);
        }

        Assert.InRange(_feed.RingBytes, LogFeed.MaximumRingBytes / 2, LogFeed.MaximumRingBytes);
        List<long> read = [];
        while (read.Count < records)
        {
            LogPage page = await Read(read.Count, maximumBytes: int.MaxValue);
            Assert.InRange(page.Records.Length, 1, LogFeed.MaximumPageBytes);
            read.AddRange(Sequences(page));
        }

        Assert.Equal(Enumerable.Range(1, records).Select(each => (long)each), read);
    });

    [Fact]
    public void Readers_are_bounded() => Run(async () =>
    {
        Task<LogPage>[] waiting = [.. Enumerable.Range(0, LogFeed.MaximumReaders).Select(_ => Read(0))];
        Assert.Equal((ResultCode.Unavailable, _log.Epoch, 1L, 0L, 0, 0L), Head(await Read(0)));
        await Append();
        Assert.All(await Task.WhenAll(waiting), page => Assert.Equal([1L], Sequences(page)));
        Assert.Equal([1L], Sequences(await Read(0)));
    });

    [Theory]
    [InlineData(-1, 100, 0)]
    [InlineData(long.MaxValue, 100, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 100, -1)]
    public void A_query_without_sense_is_refused(long after, int bytes, int wait) => Run(async () =>
    {
        await Append();
        Assert.Equal(ResultCode.InvalidRequest, (await _feed.ReadAsync(new LogQuery(after, bytes, wait))).Code);
    });

    [Fact]
    public void What_is_not_durable_yet_is_not_served() => Run(async () =>
    {
        await Append();
        await Read(0);
        _store.Faults = new MemoryFaultOptions { MinLatency = Latency, MaxLatency = Latency };
        Task durable = Append();
        Task<LogPage> asked = Read(1);
        await Settle();
        Assert.False(durable.IsCompleted || asked.IsCompleted);
        Assert.Equal(0, (await Read(1, waitMilliseconds: 0)).RecordCount);
        _clock.Advance(Latency);
        await durable;
        Assert.Equal([2L], Sequences(await asked));
    });

    [Fact]
    public void A_fenced_owner_never_serves_what_it_could_not_write() => Run(async () =>
    {
        await Append();
        Task<LogPage> asked = Read(1);
        await _store.OpenAsync(MarketLog.StreamOf(Symbol), CancellationToken.None);
        await Assert.ThrowsAsync<JournalFencedException>(Append);
        await Settle();
        Assert.False(asked.IsCompleted);
        Assert.Equal([1L], Sequences(await Read(0)));
        Assert.Equal(0, (await Read(1, waitMilliseconds: 0)).RecordCount);
        _feed.Stop();
        await Assert.ThrowsAsync<MarketUnavailableException>(() => asked);
    });

    [Fact]
    public void The_end_of_the_activation_releases_those_who_wait() => Run(async () =>
    {
        Task<LogPage>[] waiting = [Read(0), Read(0)];
        _feed.Stop();
        foreach (Task<LogPage> asked in waiting)
        {
            await Assert.ThrowsAsync<MarketUnavailableException>(() => asked);
        }

        await Assert.ThrowsAsync<MarketUnavailableException>(() => Read(0));
    });

    private static (ResultCode Code, long Epoch, long First, long Last, int Count, long Durable) Head(LogPage page) =>
        (page.Code, page.MarketEpoch, page.FirstSequence, page.LastSequence, page.RecordCount, page.DurableSequence);

    // The sequences of a page's records, by their own bytes and checksums.
    private static List<long> Sequences(LogPage page)
    {
        List<long> sequences = [];
        ReadOnlySpan<byte> rest = page.Records.AsSpan();
        for (long sequence = page.FirstSequence; !rest.IsEmpty; sequence++)
        {
            Assert.True(RecordFraming.TryRead(rest, sequence, out JournalRecord record, out int bytes));
            sequences.Add(BinaryPrimitives.ReadInt64LittleEndian(record.Payload));
            rest = rest[bytes..];
        }

        Assert.Equal((page.RecordCount, page.LastSequence), (sequences.Count, page.FirstSequence + sequences.Count - 1));
        return sequences;
    }

    // Lets everything that is ready go on.
    private static async Task Settle()
    {
        for (int turn = 0; turn < 4; turn++)
        {
            await Task.Yield();
        }
    }

    // As in an activation: one turn at a time, and whatever is awaited comes back to them.
    private void Run(Func<Task> test)
    {
        Task done = Task.CompletedTask;
        _turns.Run(() => done = OpenAndRun(test));
        Assert.True(done.IsCompleted, "The test waits for something that nobody will do.");
        done.GetAwaiter().GetResult();
    }

    private async Task OpenAndRun(Func<Task> test)
    {
        _log = await GrainLog.OpenAsync(
            _store, MarketLog.StreamOf(Symbol), new Nothing(), _clock, new JournalingOptions(), _ => { }, CancellationToken.None);
        _feed = new LogFeed(Symbol, _store, _log, _clock);
        await test();
    }

    private Task<LogPage> Read(
        long after, int maximumBytes = LogFeed.MaximumPageBytes, int waitMilliseconds = LogFeed.MaximumWaitMilliseconds) =>
        _feed.ReadAsync(new LogQuery(after, maximumBytes, waitMilliseconds));

    private Task Append() => Append(RecordBytes);

    private Task Append(int bytes)
    {
        var record = new byte[bytes];
        BinaryPrimitives.WriteInt64LittleEndian(record, _log.LastSequence + 1);
        return _log.Append(++_timeNs, record);
    }

    private sealed class Nothing : IReplayTarget
    {
        public void LoadSnapshot(ReadOnlySpan<byte> snapshot)
        {
        }

        public void Fold(long sequence, ReadOnlySpan<byte> record)
        {
        }
    }
}
