namespace Orleans.Simulation.Engine;

/// <summary>Virtual time as one host sees it: its own skew, one common speed.</summary>
internal sealed class VirtualClock(DeterministicEngine engine, HostContext? host, TimeSpan skew) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How far the wall clock is ahead; jumps change it. Timestamps and timers do not follow it.</summary>
    public TimeSpan Skew { get; set; } = skew;

    public override DateTimeOffset GetUtcNow() => engine.StartTime + TimeSpan.FromTicks(engine.Now) + Skew;

    public override long GetTimestamp() => engine.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = engine.CreateTimer(host, isBackground: false, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
