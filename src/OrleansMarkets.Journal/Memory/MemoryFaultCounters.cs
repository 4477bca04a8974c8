namespace OrleansMarkets.Journal.Memory;

/// <summary>How often each rare branch of a <see cref="MemoryJournalStore"/> was reached.</summary>
public sealed class MemoryFaultCounters
{
    /// <summary>Appends and snapshots that found their epoch or expected head gone.</summary>
    public long Fenced { get; internal set; }

    /// <summary>Calls refused at once.</summary>
    public long Unavailable { get; internal set; }

    /// <summary>Calls refused because of an outage.</summary>
    public long Outage { get; internal set; }

    /// <summary>Calls that failed after their latency, definitely uncommitted.</summary>
    public long FailBeforeCommit { get; internal set; }

    /// <summary>Calls reported as unknown that did not commit.</summary>
    public long UnknownBeforeCommit { get; internal set; }

    /// <summary>Calls reported as unknown that committed.</summary>
    public long UnknownAfterCommit { get; internal set; }

    /// <summary>Appends reported as unknown before they were tried.</summary>
    public long UnknownThenLateCommit { get; internal set; }

    /// <summary>Those of them that did commit in the end.</summary>
    public long LateCommits { get; internal set; }

    /// <summary>Snapshots passed over because they were damaged or ahead of the log.</summary>
    public long SnapshotFallback { get; internal set; }

    /// <summary>Bits flipped on request.</summary>
    public long BitFlips { get; internal set; }
}
