namespace OrleansMarkets.Journal.Memory;

/// <summary>
/// Which faults a <see cref="MemoryJournalStore"/> injects. Probabilities are from 0 to 1 and at most 1 together; with all at zero and no
/// latency every call completes synchronously.
/// </summary>
public sealed record MemoryFaultOptions
{
    /// <summary>No faults and no latency.</summary>
    public static MemoryFaultOptions None { get; } = new();

    /// <summary>Random numbers in [0, 1) from the owner of the seed; needed as soon as anything is left to chance.</summary>
    public Func<double>? NextRandom { get; init; }

    /// <summary>The shortest latency of a call.</summary>
    public TimeSpan MinLatency { get; init; }

    /// <summary>The longest latency of a call.</summary>
    public TimeSpan MaxLatency { get; init; }

    /// <summary>How much longer than its reported failure a late commit takes, at most.</summary>
    public TimeSpan MaxLateCommitDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The probability that a call is refused at once; definite.</summary>
    public double Unavailable { get; init; }

    /// <summary>The probability that a call fails after its latency without having committed; definite.</summary>
    public double FailBeforeCommit { get; init; }

    /// <summary>The probability that a call does not commit but its outcome is reported as unknown.</summary>
    public double UnknownBeforeCommit { get; init; }

    /// <summary>The probability that a call commits but its outcome is reported as unknown.</summary>
    public double UnknownAfterCommit { get; init; }

    /// <summary>The probability that an append is reported as unknown and lands only later: a statement still on its way.</summary>
    public double UnknownThenLateCommit { get; init; }

    /// <summary>Times when every call is refused.</summary>
    public IReadOnlyList<MemoryOutage> Outages { get; init; } = [];

    internal bool Active => MaxLatency > TimeSpan.Zero || TotalProbability > 0 || Outages.Count > 0;

    internal double TotalProbability => Unavailable + FailBeforeCommit + UnknownBeforeCommit + UnknownAfterCommit + UnknownThenLateCommit;
}
