namespace OrleansMarkets.Client.Tests.Scripted;

/// <summary>A clock that stands still until it is moved; its timers never fire.</summary>
internal sealed class StandingTime : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Move(TimeSpan by) => _ticks += by.Ticks;
}
