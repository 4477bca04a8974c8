namespace OrleansMarkets.Journal;

/// <summary>
/// Group commit of one stream inside one grain: records collect in a buffer, one append is in flight, and what arrives meanwhile
/// shares the next one. It is not thread-safe and takes no lock: every call comes from a turn of the grain, and everything it
/// awaits comes back to that grain's scheduler.
/// </summary>
/// <remarks>
/// A turn appends its records, then awaits <see cref="Barrier"/> before it says anything. Once an append is fenced or stays
/// unresolved, all waiting tickets fail and everything later is refused: the grain ends its activation and the next one replays.
/// </remarks>
public sealed class GroupCommit
{
    private readonly IJournalStream _stream;
    private readonly AppendDriver _driver;
    private readonly Action<JournalException>? _onStopped;
    private BatchBuffer _waiting;
    private BatchBuffer _sending;
    private TaskCompletionSource? _waitingTicket;
    private TaskCompletionSource? _sendingTicket;
    private bool _inFlight;
    private bool _closing;

    /// <summary>Starts after the head of an opened stream.</summary>
    /// <param name="stream">The stream this activation owns.</param>
    /// <param name="timeProvider">The clock of the pauses between attempts.</param>
    /// <param name="options">Attempts and pauses, or null for the defaults.</param>
    /// <param name="onStopped">Called once when nothing can be written any more, even if nobody awaits a ticket.</param>
    public GroupCommit(
        IJournalStream stream,
        TimeProvider timeProvider,
        GroupCommitOptions? options = null,
        Action<JournalException>? onStopped = null)
    {
        options ??= GroupCommitOptions.Default;
        _stream = stream;
        _driver = new AppendDriver(stream, timeProvider, options);
        _onStopped = onStopped;
        JournalHead head = stream.Head;
        _waiting = new BatchBuffer(stream.Limits, head.Sequence, head.TimeNs);
        _sending = new BatchBuffer(stream.Limits, head.Sequence, head.TimeNs);
        DurableSequence = head.Sequence;
    }

    /// <summary>The last sequence given to a record, durable or not.</summary>
    public long LastSequence => _waiting.LastSequence;

    /// <summary>The time of the last record given, in ns.</summary>
    public long LastTimeNs => _waiting.LastTimeNs;

    /// <summary>The last sequence known to be durable.</summary>
    public long DurableSequence { get; private set; }

    /// <summary>
    /// Told of every batch of records that has become durable, before its ticket completes; the batch's bytes are valid during the call,
    /// which must not throw.
    /// </summary>
    public Action<JournalBatch>? OnCommitted { get; set; }

    /// <summary>The bytes of framed records that wait for the next append.</summary>
    public int WaitingBytes => _waiting.UsedBytes;

    /// <summary>Why nothing can be written any more, or null.</summary>
    public JournalException? Failure { get; private set; }

    /// <summary>
    /// Whether so many records with so many payload bytes in all can be appended now. A grain asks before it changes anything.
    /// </summary>
    public bool CanAccept(int records, int payloadBytes) => Failure is null && !_closing && _waiting.Fits(records, payloadBytes);

    /// <summary>The time for the next record: the clock's, or one nanosecond after the last record if that is later.</summary>
    public long NextTimeNs(long clockNs) => Math.Max(clockNs, checked(_waiting.LastTimeNs + 1));

    /// <summary>Appends one record to the waiting batch and returns its sequence.</summary>
    public long Append(long timeNs, ReadOnlySpan<byte> payload)
    {
        ThrowIfStopped();
        return _waiting.Append(timeNs, payload);
    }

    /// <summary>Room in the waiting batch to encode one payload into; <see cref="AppendReserved"/> makes it a record.</summary>
    public Span<byte> Reserve(int maxPayloadBytes)
    {
        ThrowIfStopped();
        return _waiting.Reserve(maxPayloadBytes);
    }

    /// <summary>Appends the first bytes of the room reserved last as one record and returns its sequence.</summary>
    public long AppendReserved(long timeNs, int payloadBytes)
    {
        ThrowIfStopped();
        return _waiting.AppendReserved(timeNs, payloadBytes);
    }

    /// <summary>
    /// The ticket of the waiting batch: it completes when an append that begins after this call has succeeded, so that everything
    /// computed so far may be said. All callers until that append begins share it. Without waiting records the append is empty.
    /// </summary>
    public Task Barrier()
    {
        if (Failure is not null)
        {
            return Task.FromException(Refusal());
        }

        if (_inFlight)
        {
            // Never the append in flight: it began before the caller's reply was computed.
            _waitingTicket ??= NewTicket();
            return _waitingTicket.Task;
        }

        _inFlight = true;
        SwapBuffers();
        ValueTask<JournalWriteStatus> append = BeginAppend();
        if (!append.IsCompletedSuccessfully)
        {
            return Pump(append);
        }

        if (append.Result != JournalWriteStatus.Committed)
        {
            return Pump(ValueTask.FromResult(JournalWriteStatus.Fenced));
        }

        Committed();
        _inFlight = false;
        return Task.CompletedTask;
    }

    /// <summary>Refuses further records and completes when those waiting are durable: the graceful end of an activation.</summary>
    public Task CloseAsync()
    {
        Task last = Barrier();
        _closing = true;
        return last;
    }

    private Task Pump(ValueTask<JournalWriteStatus> append)
    {
        _sendingTicket = NewTicket();
        Task ticket = _sendingTicket.Task;
        _ = PumpAsync(append);
        return ticket;
    }

    private async Task PumpAsync(ValueTask<JournalWriteStatus> append)
    {
        try
        {
            while (true)
            {
                await _driver.CompleteAsync(_sending.Batch, append);
                Committed();
                TaskCompletionSource ticket = _sendingTicket!;
                _sendingTicket = null;
                ticket.SetResult();
                if (_waitingTicket is null)
                {
                    return;
                }

                _sendingTicket = _waitingTicket;
                _waitingTicket = null;
                SwapBuffers();
                append = BeginAppend();
            }
        }
        catch (JournalException failure)
        {
            Stop(failure);
        }
        catch (Exception unexpected)
        {
            Stop(new JournalOutcomeUnknownException(_stream.StreamId, "the store failed in an unexpected way.", unexpected));
        }
        finally
        {
            _inFlight = false;
        }
    }

    private ValueTask<JournalWriteStatus> BeginAppend()
    {
        try
        {
            return _stream.AppendAsync(_sending.Batch, CancellationToken.None);
        }
        catch (Exception refused)
        {
            // What a store throws at once and what it throws later take the same path.
            return ValueTask.FromException<JournalWriteStatus>(refused);
        }
    }

    private void SwapBuffers()
    {
        (_waiting, _sending) = (_sending, _waiting);
        _waiting.Reset(_sending.LastSequence, _sending.LastTimeNs);
    }

    private void Committed()
    {
        DurableSequence = _sending.LastSequence;
        if (_sending.Count > 0)
        {
            OnCommitted?.Invoke(_sending.Batch);
        }
    }

    private void Stop(JournalException failure)
    {
        Failure = failure;
        Fail(ref _sendingTicket, failure);
        Fail(ref _waitingTicket, failure);
        _onStopped?.Invoke(failure);
    }

    private void ThrowIfStopped()
    {
        if (Failure is not null || _closing)
        {
            throw Refusal();
        }
    }

    private JournalException Refusal() => Failure switch
    {
        null => new JournalUnavailableException($"Stream '{_stream.StreamId}' is closing.", JournalErrorCodes.Closed),
        JournalFencedException => new JournalFencedException(_stream.StreamId, _stream.Epoch),
        JournalOutcomeUnknownException => new JournalOutcomeUnknownException(_stream.StreamId, "an earlier append failed.", Failure),
        _ => new JournalUnavailableException($"Stream '{_stream.StreamId}': an earlier append failed.", Failure.Code, Failure),
    };

    private static TaskCompletionSource NewTicket() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void Fail(ref TaskCompletionSource? ticket, JournalException failure)
    {
        if (ticket is { } waiting)
        {
            ticket = null;
            waiting.SetException(failure);
            _ = waiting.Task.Exception; // a ticket nobody awaits any more is no unobserved error: Failure has it
        }
    }
}
