namespace OrleansMarkets.Lab.Venue;

/// <summary>The clock of a journal in memory: without injected faults it never waits, so it never asks for the time.</summary>
internal sealed class StoppedClock : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new InvalidOperationException("The journal of a replay waits for nothing.");
}
