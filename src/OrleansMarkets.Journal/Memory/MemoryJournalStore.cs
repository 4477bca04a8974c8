namespace OrleansMarkets.Journal.Memory;

/// <summary>
/// A store in memory for simulation and tests. One instance is shared by all silos and outlives their crashes. Without faults and
/// latency every call completes synchronously; with them it waits only on the injected clock, never on a thread.
/// </summary>
public sealed class MemoryJournalStore : IJournalStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, MemoryStreamLog> _logs = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    /// <summary>Makes an empty store without faults.</summary>
    /// <param name="timeProvider">The store's clock: what it says of the time, and what injected latency waits on.</param>
    /// <param name="limits">The limits, or null for the defaults.</param>
    public MemoryJournalStore(TimeProvider timeProvider, JournalLimits? limits = null)
    {
        _clock = timeProvider;
        Limits = limits ?? JournalLimits.Default;
        Injector = new MemoryFaultInjector(timeProvider);
    }

    /// <inheritdoc/>
    public JournalLimits Limits { get; }

    /// <summary>
    /// Whether each append computes its link at once. If not (the default), links are computed when a head or a batch is read; they are
    /// the same.
    /// </summary>
    public bool HashEagerly { get; init; }

    /// <summary>The faults to inject from now on.</summary>
    public MemoryFaultOptions Faults
    {
        get => Injector.Options;
        set => Injector.Options = value;
    }

    /// <summary>How often each fault was reached.</summary>
    public MemoryFaultCounters Counters => Injector.Counters;

    internal MemoryFaultInjector Injector { get; }

    /// <inheritdoc/>
    public ValueTask<IJournalStream> OpenAsync(string streamId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        JournalLimits.CheckStreamId(streamId);
        return Injector.Run<IJournalStream>(streamId, () =>
        {
            MemoryStreamLog log = FindOrAdd(streamId);
            long epoch = log.TakeEpoch(out int batches);
            return new MemoryJournalStream(this, log, epoch, batches);
        });
    }

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Injector.Run("(clock)", _clock.GetUtcNow);
    }

    /// <inheritdoc/>
    public ValueTask<IJournalReader> OpenReadOnlyAsync(string streamId, CancellationToken cancellationToken)
    {
        JournalLimits.CheckStreamId(streamId);
        return Injector.Run<IJournalReader>(streamId, () => new MemoryJournalReader(this, Find(streamId)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalStreamInfo>> ListAsync(
        string prefix, string? afterStreamId, int limit, CancellationToken cancellationToken)
    {
        return Injector.Run<IReadOnlyList<JournalStreamInfo>>(prefix, () =>
        {
            lock (_gate)
            {
                return [.. _logs.Values
                    .Where(log => log.StreamId.StartsWith(prefix, StringComparison.Ordinal))
                    .Where(log => afterStreamId is null || string.CompareOrdinal(log.StreamId, afterStreamId) > 0)
                    .Take(Math.Min(limit, Limits.MaxListedStreams))
                    .Select(log => log.Info)];
            }
        });
    }

    /// <summary>Flips one bit, counted from 0, of the framed batch that holds a sequence.</summary>
    public void FlipRecordBit(string streamId, long sequence, int bit)
    {
        Find(streamId).FlipRecordBit(sequence, bit);
        Injector.Count(static c => c.BitFlips++);
    }

    /// <summary>Flips one bit, counted from 0, of the newest snapshot.</summary>
    public void FlipSnapshotBit(string streamId, int bit)
    {
        Find(streamId).FlipSnapshotBit(bit);
        Injector.Count(static c => c.BitFlips++);
    }

    private MemoryStreamLog Find(string streamId)
    {
        lock (_gate)
        {
            return _logs.TryGetValue(streamId, out MemoryStreamLog? log)
                ? log
                : throw new JournalException(JournalErrorCodes.NotFound, $"There is no stream '{streamId}'.");
        }
    }

    private MemoryStreamLog FindOrAdd(string streamId)
    {
        lock (_gate)
        {
            if (_logs.TryGetValue(streamId, out MemoryStreamLog? log))
            {
                return log;
            }

            if (_logs.Count >= Limits.MaxStreams)
            {
                throw new JournalLimitException(
                    JournalErrorCodes.TooManyStreams, $"The store has {_logs.Count} streams, the limit; '{streamId}' was not made.");
            }

            log = new MemoryStreamLog(streamId);
            _logs.Add(streamId, log);
            return log;
        }
    }
}
