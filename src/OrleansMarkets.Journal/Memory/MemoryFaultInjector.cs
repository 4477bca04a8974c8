namespace OrleansMarkets.Journal.Memory;

/// <summary>Draws the latency and the fault of each call and carries the call out accordingly.</summary>
internal sealed class MemoryFaultInjector(TimeProvider timeProvider)
{
    private readonly Lock _gate = new();
    private volatile MemoryFaultOptions _options = MemoryFaultOptions.None;

    public MemoryFaultCounters Counters { get; } = new();

    public MemoryFaultOptions Options
    {
        get => _options;
        set
        {
            bool needsChance = value.TotalProbability > 0 || value.MaxLatency > value.MinLatency;
            if (value.TotalProbability > 1 || (needsChance && value.NextRandom is null))
            {
                throw new ArgumentException("Probabilities are at most 1 together, and chance needs a source of random numbers.");
            }

            _options = value;
        }
    }

    public bool Active => _options.Active;

    public void Count(Action<MemoryFaultCounters> reached)
    {
        lock (_gate)
        {
            reached(Counters);
        }
    }

    /// <summary>Carries out a call whose effect, if it has one, is <paramref name="commit"/>.</summary>
    public ValueTask<T> Run<T>(string streamId, Func<T> commit, Func<T>? lateCommit = null)
    {
        MemoryFaultOptions options = _options;
        if (!options.Active)
        {
            return MemoryOperation<T>.After(timeProvider, TimeSpan.Zero, commit);
        }

        if (InOutage(options))
        {
            Count(static c => c.Outage++);
            return ValueTask.FromException<T>(new JournalUnavailableException($"Stream '{streamId}': the store is out."));
        }

        (MemoryFault fault, TimeSpan latency, TimeSpan extra) = Draw(options, lateCommit is not null);
        if (fault == MemoryFault.Unavailable)
        {
            Count(static c => c.Unavailable++);
            return ValueTask.FromException<T>(new JournalUnavailableException($"Stream '{streamId}': the store refused."));
        }

        if (fault == MemoryFault.UnknownThenLateCommit)
        {
            _ = MemoryOperation<T>.After(timeProvider, latency + extra, lateCommit!).AsTask();
        }

        return MemoryOperation<T>.After(timeProvider, latency, () => Land(streamId, fault, commit));
    }

    private T Land<T>(string streamId, MemoryFault fault, Func<T> commit)
    {
        switch (fault)
        {
            case MemoryFault.None:
                return commit();
            case MemoryFault.FailBeforeCommit:
                Count(static c => c.FailBeforeCommit++);
                throw new JournalUnavailableException($"Stream '{streamId}': the store failed before the commit.");
            case MemoryFault.UnknownBeforeCommit:
                Count(static c => c.UnknownBeforeCommit++);
                break;
            case MemoryFault.UnknownAfterCommit:
                _ = commit();
                Count(static c => c.UnknownAfterCommit++);
                break;
            default:
                Count(static c => c.UnknownThenLateCommit++);
                break;
        }

        throw new JournalOutcomeUnknownException(streamId, "the answer of the store was lost.");
    }

    private bool InOutage(MemoryFaultOptions options)
    {
        if (options.Outages.Count == 0)
        {
            return false;
        }

        DateTimeOffset now = timeProvider.GetUtcNow();
        foreach (MemoryOutage outage in options.Outages)
        {
            if (now >= outage.From && now < outage.Until)
            {
                return true;
            }
        }

        return false;
    }

    private (MemoryFault Fault, TimeSpan Latency, TimeSpan Extra) Draw(MemoryFaultOptions options, bool canBeLate)
    {
        lock (_gate)
        {
            TimeSpan latency = options.MinLatency;
            if (options.MaxLatency > options.MinLatency)
            {
                latency += (options.MaxLatency - options.MinLatency) * options.NextRandom!();
            }

            MemoryFault fault = options.TotalProbability > 0 ? Pick(options, options.NextRandom!()) : MemoryFault.None;
            if (fault == MemoryFault.UnknownThenLateCommit && !canBeLate)
            {
                fault = MemoryFault.UnknownBeforeCommit;
            }

            TimeSpan extra = fault == MemoryFault.UnknownThenLateCommit
                ? TimeSpan.FromTicks(1) + (options.MaxLateCommitDelay * options.NextRandom!())
                : TimeSpan.Zero;
            return (fault, latency, extra);
        }
    }

    private static MemoryFault Pick(MemoryFaultOptions options, double draw)
    {
        ReadOnlySpan<double> probabilities =
        [
            options.Unavailable,
            options.FailBeforeCommit,
            options.UnknownBeforeCommit,
            options.UnknownAfterCommit,
            options.UnknownThenLateCommit,
        ];
        for (int i = 0; i < probabilities.Length; i++)
        {
            draw -= probabilities[i];
            if (draw < 0)
            {
                return (MemoryFault)(i + 1);
            }
        }

        return MemoryFault.None;
    }
}
