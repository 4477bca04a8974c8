namespace OrleansMarkets.Journal.Files;

/// <summary>
/// The one thread that writes: it takes whatever waits, checks epochs and heads, computes the links and makes all of it durable with one
/// flush. Answers leave in the order of the requests, after the flush.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly object _gate = new();
    private readonly SegmentLog _log;
    private readonly FileJournalOptions _options;
    private readonly int _blockBytes;
    private readonly Thread _thread;
    private readonly List<WriteRequest> _group = [];
    private List<WriteRequest> _waiting = [];
    private List<WriteRequest> _taken = [];
    private bool _closed;
    private long _appends;
    private long _flushes;

    public JournalWriter(SegmentLog log, FileJournalOptions options)
    {
        _log = log;
        _options = options;
        _blockBytes = FileStreamState.BlockBytes(options.SegmentBytes);
        _thread = new Thread(Run) { IsBackground = true, Name = "journal writer" };
        _thread.Start();
    }

    /// <summary>How many flushes made groups durable.</summary>
    public long Flushes => Interlocked.Read(ref _flushes);

    /// <summary>How many entries were made durable.</summary>
    public long Appends => Interlocked.Read(ref _appends);

    /// <summary>Whether nothing can be written any more: closed, or a flush has failed.</summary>
    public bool IsClosed => Volatile.Read(ref _closed);

    /// <summary>Hands a request over; the task completes when it is durable or known not to be.</summary>
    public Task<WriteOutcome> SubmitAsync(WriteRequest request)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return Task.FromException<WriteOutcome>(Closed());
            }

            if (_waiting.Count >= _options.MaxWaitingRequests)
            {
                return Task.FromException<WriteOutcome>(
                    new JournalUnavailableException($"{_waiting.Count} requests wait for the journal.", JournalErrorCodes.QueueFull));
            }

            _waiting.Add(request);
            Monitor.Pulse(_gate);
        }

        return request.Completion.Task;
    }

    /// <summary>Makes everything that waits durable and ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _log.Dispose();
    }

    private static JournalUnavailableException Closed() => new("The journal is closed.", JournalErrorCodes.Closed);

    private void Run()
    {
        while (Take())
        {
            try
            {
                foreach (WriteRequest request in _taken)
                {
                    Decide(request);
                }

                Commit();
            }
            catch (Exception failure)
            {
                // A failed flush, or a defect of ours: either way nobody knows what the disk holds.
                Die(failure is FlushFailedException { InnerException: { } inner } ? inner : failure);
                return;
            }

            _taken.Clear();
        }
    }

    private bool Take()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (_closed)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }

            (_waiting, _taken) = (_taken, _waiting);
            return true;
        }
    }

    private void Decide(WriteRequest request)
    {
        FileStreamState stream = request.Stream;
        JournalHead head = stream.Tentative;
        bool guarded = request.TakesEpoch || (request.Epoch == head.Epoch && request.Batch.FirstSequence == head.Sequence + 1);
        request.Status = guarded ? JournalWriteStatus.Committed : JournalWriteStatus.Fenced;
        if (guarded && !HasLaterTime(request, head))
        {
            return;
        }

        if (guarded && (request.TakesEpoch || request.Batch.Count > 0))
        {
            int bytes = EntryHeader.EntryBytes(stream.IdBytes.Length, request.Batch.Body.Length);
            if (!TryMakeRoom(request, bytes))
            {
                return;
            }

            // Making room may have failed other requests of this stream and taken its head back.
            if (stream.Tentative != head)
            {
                Decide(request);
                return;
            }

            EntryHeader entry = _log.Add(EntryOf(request, head), stream.IdBytes, request.Batch.Body.Span);
            request.Entry = entry;
            stream.Tentative = FileStreamState.HeadAfter(entry);
        }

        request.HeadAfter = stream.Tentative;
        _group.Add(request);
    }

    private static EntryHeader EntryOf(WriteRequest request, JournalHead head)
    {
        JournalBatch batch = request.Batch;
        long epoch = request.TakesEpoch ? head.Epoch + 1 : request.Epoch;
        return new EntryHeader(
            request.TakesEpoch ? EntryKind.Epoch : EntryKind.Batch,
            request.Stream.IdBytes.Length,
            batch.Body.Length,
            LogOffset: 0,
            DurableOffset: 0,
            epoch,
            head.Sequence + 1,
            batch.Count,
            request.TakesEpoch ? head.TimeNs : batch.LastTimeNs,
            head.BatchHash,
            request.TakesEpoch ? head.BatchHash : batch.HashAfter(head.BatchHash, epoch));
    }

    private static bool HasLaterTime(WriteRequest request, JournalHead head)
    {
        try
        {
            JournalLimits.CheckTime(request.Batch, head.TimeNs);
            return true;
        }
        catch (JournalLimitException refused)
        {
            request.Completion.SetException(refused);
            return false;
        }
    }

    private bool TryMakeRoom(WriteRequest request, int entryBytes)
    {
        if (!_log.FitsGroup(entryBytes))
        {
            Commit();
        }

        if (_log.FitsSegment(entryBytes))
        {
            return true;
        }

        Commit();
        try
        {
            _log.Roll();
            return true;
        }
        catch (IOException failure)
        {
            request.Completion.SetException(Definite(failure));
            return false;
        }
    }

    private void Commit()
    {
        try
        {
            _log.Commit();
        }
        catch (IOException failure)
        {
            _log.Discard();
            FailGroup(Definite(failure));
            return;
        }

        Interlocked.Exchange(ref _flushes, _log.Flushes);
        foreach (WriteRequest request in _group)
        {
            if (request.Entry is { } entry)
            {
                request.Stream.Apply(entry, _blockBytes);
                Interlocked.Increment(ref _appends);
            }
        }

        foreach (WriteRequest request in _group)
        {
            request.Completion.SetResult(new WriteOutcome(request.Status, request.HeadAfter));
        }

        _group.Clear();
    }

    private void FailGroup(JournalUnavailableException failure)
    {
        foreach (WriteRequest request in _group)
        {
            request.Stream.Tentative = request.Stream.Head;
            request.Completion.SetException(failure);
        }

        _group.Clear();
    }

    /// <summary>What a failed change of the disk means when certainly nothing of it stands.</summary>
    public static JournalUnavailableException Definite(IOException failure) =>
        JournalDisk.IsFull(failure)
            ? new JournalUnavailableException("The disk of the journal is full; nothing was written.", JournalErrorCodes.DiskFull, failure)
            : new JournalUnavailableException("The disk of the journal refused; nothing was written.", inner: failure);

    private void Die(Exception failure)
    {
        _options.OnFlushFailure(failure);
        List<WriteRequest> never;
        lock (_gate)
        {
            _closed = true;
            never = _waiting;
        }

        foreach (WriteRequest request in _taken)
        {
            request.Completion.TrySetException(
                new JournalOutcomeUnknownException(request.Stream.StreamId, "the journal could not be flushed.", failure));
        }

        foreach (WriteRequest request in never)
        {
            request.Completion.TrySetException(Closed());
        }
    }
}
