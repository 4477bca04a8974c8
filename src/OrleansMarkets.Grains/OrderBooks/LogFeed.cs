using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>
/// Serves a market's committed records to those who follow it. While somebody does, one copy of each committed batch is kept in a ring,
/// so that readers at the head never ask the store; what is older than the ring is read from the journal. While nobody follows nothing is
/// kept. Lives on one activation's scheduler and needs no lock.
/// </summary>
internal sealed class LogFeed
{
    /// <summary>Longest wait of a reader for the next commit, milliseconds.</summary>
    public const int MaximumWaitMilliseconds = 5_000;

    /// <summary>Most bytes of records in one page; a single longer record is served alone.</summary>
    public const int MaximumPageBytes = 1 << 20;

    /// <summary>Readers that wait or read at a time.</summary>
    public const int MaximumReaders = 64;

    /// <summary>Most bytes of committed batches in the ring; the latest batch is kept whatever its size.</summary>
    public const int MaximumRingBytes = 4 << 20;

    /// <summary>A market is followed for so long after a reader has polled: several of the longest waits.</summary>
    public static readonly TimeSpan FollowedFor = TimeSpan.FromSeconds(15);

    private readonly string _symbol;
    private readonly IJournalStore _store;
    private readonly GrainLog _log;
    private readonly TimeProvider _clock;
    private readonly CommittedRing _ring = new(MaximumRingBytes);
    private readonly List<TaskCompletionSource> _waiting = [];
    private int _readers;
    private long _polledAt;
    private bool _isFollowed;
    private bool _stopped;

    /// <summary>Makes the feed of an activation and listens to its log.</summary>
    /// <param name="symbol">The market.</param>
    /// <param name="store">Where old records are read.</param>
    /// <param name="log">The activation's log.</param>
    /// <param name="clock">Clock of the waits.</param>
    public LogFeed(string symbol, IJournalStore store, GrainLog log, TimeProvider clock)
    {
        _symbol = symbol;
        _store = store;
        _log = log;
        _clock = clock;
        log.OnCommitted = Committed;
    }

    /// <summary>Bytes in the ring.</summary>
    public int RingBytes => _ring.Bytes;

    /// <summary>A page without records.</summary>
    public static LogPage Empty(ResultCode code, in LogQuery query, GrainLog log) =>
        new(code, log.Epoch, unchecked(query.AfterSequence + 1), query.AfterSequence, 0, log.DurableSequence, []);

    /// <summary>Reads a page, waiting for the next commit when there is nothing newer.</summary>
    /// <exception cref="MarketUnavailableException">The activation has ended.</exception>
    public async Task<LogPage> ReadAsync(LogQuery query)
    {
        RefuseIfStopped();
        if (query.AfterSequence is < 0 or long.MaxValue || query.MaximumBytes <= 0 || query.WaitMilliseconds < 0)
        {
            return Empty(ResultCode.InvalidRequest, query, _log);
        }

        if (_readers >= MaximumReaders)
        {
            return Empty(ResultCode.Unavailable, query, _log);
        }

        _readers++;
        try
        {
            Polled();
            if (query.AfterSequence >= _log.DurableSequence && query.WaitMilliseconds > 0)
            {
                await NextCommit(TimeSpan.FromMilliseconds(Math.Min(query.WaitMilliseconds, MaximumWaitMilliseconds)));
                RefuseIfStopped();
                Polled();
            }

            return query.AfterSequence >= _log.DurableSequence
                ? Empty(ResultCode.Ok, query, _log)
                : ReadRing(query) ?? await ReadJournalAsync(query);
        }
        finally
        {
            _readers--;
        }
    }

    /// <summary>Ends the feed: the activation is going away, and those who wait are told.</summary>
    public void Stop()
    {
        _stopped = true;
        Forget();
        ReleaseWaiting();
    }

    private void RefuseIfStopped()
    {
        if (_stopped)
        {
            throw new MarketUnavailableException(_symbol);
        }
    }

    private void Polled()
    {
        _isFollowed = true;
        _polledAt = _clock.GetTimestamp();
    }

    private void Committed(JournalBatch batch)
    {
        if (!_isFollowed)
        {
            return;
        }

        if (_readers == 0 && _clock.GetElapsedTime(_polledAt) > FollowedFor)
        {
            Forget();
            return;
        }

        _ring.Add(new CommittedBatch(batch.FirstSequence, batch.Count, batch.Body.ToArray()));
        ReleaseWaiting();
    }

    private void Forget()
    {
        _isFollowed = false;
        _ring.Clear();
    }

    private void ReleaseWaiting()
    {
        foreach (TaskCompletionSource waiter in _waiting)
        {
            waiter.TrySetResult();
        }

        _waiting.Clear();
    }

    private async Task NextCommit(TimeSpan wait)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add(waiter);
        using ITimer timer = _clock.CreateTimer(
            static state => ((TaskCompletionSource)state!).TrySetResult(), waiter, wait, Timeout.InfiniteTimeSpan);
        await waiter.Task;
        _waiting.Remove(waiter);
    }

    // Null when the ring does not reach back so far. It is dense up to the durable head, because it is emptied whenever nobody follows.
    private LogPage? ReadRing(in LogQuery query)
    {
        if (!_ring.TryFind(query.AfterSequence + 1, out ReadOnlySpan<CommittedBatch> batches))
        {
            return null;
        }

        var page = new LogPageBuilder(query, _log.DurableSequence);
        foreach (CommittedBatch batch in batches)
        {
            if (!page.Add(batch.FirstSequence, batch.Count, batch.Body))
            {
                break;
            }
        }

        return page.Build(_log.Epoch);
    }

    private async Task<LogPage> ReadJournalAsync(LogQuery query)
    {
        try
        {
            IJournalReader reader = await _store.OpenReadOnlyAsync(MarketLog.StreamOf(_symbol), CancellationToken.None);
            IReadOnlyList<JournalStoredBatch> batches = await reader.ReadAsync(query.AfterSequence, CancellationToken.None);
            RefuseIfStopped();
            var page = new LogPageBuilder(query, _log.DurableSequence);
            foreach (JournalStoredBatch batch in batches)
            {
                if (!page.Add(batch.FirstSequence, batch.Count, batch.Body))
                {
                    break;
                }
            }

            return page.Build(_log.Epoch);
        }
        catch (JournalException)
        {
            // The store is out of reach for now; nothing was served and the reader asks again.
            return Empty(ResultCode.Unavailable, query, _log);
        }
    }
}
