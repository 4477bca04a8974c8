namespace OrleansMarkets.Journal;

/// <summary>How often and how patiently a <see cref="GroupCommit"/> tries; the limits of records and batches are the store's.</summary>
public sealed record GroupCommitOptions
{
    /// <summary>The options unless the host configures others: about five minutes of an unavailable store.</summary>
    public static GroupCommitOptions Default { get; } = new();

    /// <summary>How often one batch is sent, the first time included, before its tickets fail.</summary>
    public int MaxSendAttempts { get; init; } = 300;

    /// <summary>How often the head is asked for after one unknown outcome.</summary>
    public int MaxResolveAttempts { get; init; } = 60;

    /// <summary>The pause before the second attempt; it doubles with every further one.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The longest pause between two attempts.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The pause after an attempt, counted from 1.</summary>
    public TimeSpan BackoffAfter(int attempt)
    {
        double factor = attempt > 30 ? double.MaxValue : 1L << (attempt - 1);
        return factor * FirstBackoff.Ticks >= MaxBackoff.Ticks ? MaxBackoff : FirstBackoff * factor;
    }
}
