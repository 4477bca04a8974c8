namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>The journal's clock: the cluster's, which is made after the journal.</summary>
internal sealed class VenueClock : TimeProvider
{
    public TimeProvider? Target { get; set; }

    /// <summary>How far this clock is ahead of the cluster's.</summary>
    public TimeSpan Ahead { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Target!.GetUtcNow() + Ahead;

    public override long GetTimestamp() => Target!.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        Target!.CreateTimer(callback, state, dueTime, period);
}
