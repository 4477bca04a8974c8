namespace OrleansMarkets.Simulation.Venue;

/// <summary>The journal's clock: the cluster's true time once the cluster exists, which is made after the journal.</summary>
internal sealed class DeferredClock : TimeProvider
{
    public TimeProvider? Target { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    private TimeProvider Clock => Target ?? throw new InvalidOperationException("The cluster is not made yet.");

    public override DateTimeOffset GetUtcNow() => Clock.GetUtcNow();

    public override long GetTimestamp() => Clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        Clock.CreateTimer(callback, state, dueTime, period);
}
