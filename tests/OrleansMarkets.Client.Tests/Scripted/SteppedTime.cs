namespace OrleansMarkets.Client.Tests.Scripted;

/// <summary>A clock that stands still until it is moved, and whose timers fire when it passes them.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private readonly List<SteppedTimer> _timers = [];
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        long due = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : _ticks + dueTime.Ticks;
        var timer = new SteppedTimer(this, () => callback(state), due);
        _timers.Add(timer);
        return timer;
    }

    public void Move(TimeSpan by)
    {
        _ticks += by.Ticks;
        foreach (SteppedTimer timer in _timers.Where(each => each.Due <= _ticks).ToArray())
        {
            _timers.Remove(timer);
            timer.Fire();
        }
    }

    private sealed class SteppedTimer(SteppedTime owner, Action fire, long due) : ITimer
    {
        public long Due => due;

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => owner._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
