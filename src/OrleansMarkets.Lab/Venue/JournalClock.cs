namespace OrleansMarkets.Lab.Venue;

/// <summary>The clock of a journal in memory: that of the cluster, which is made after the journal.</summary>
internal sealed class JournalClock : TimeProvider
{
    private TimeProvider? _cluster;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() =>
        _cluster?.GetUtcNow() ?? throw new InvalidOperationException("The cluster is not made yet.");

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new InvalidOperationException("The journal of a replay waits for nothing.");

    /// <summary>Follows the clock of a cluster from now on.</summary>
    public void Follow(TimeProvider cluster) => _cluster = cluster;
}
