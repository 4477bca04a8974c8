namespace Orleans.Simulation.Engine;

/// <summary>A timer on virtual time.</summary>
internal sealed class VirtualTimer(
    DeterministicEngine engine, HostContext? host, bool isBackground, TimerCallback callback, object? state) : ITimer
{
    private bool _isDisposed;

    public HostContext? Host { get; } = host;

    public bool IsBackground { get; } = isBackground;

    public TimeSpan Period { get; private set; } = Timeout.InfiniteTimeSpan;

    /// <summary>Number of the queue entry that counts; 0 when the timer is not armed.</summary>
    public long ArmedAs { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_isDisposed)
        {
            return false;
        }

        if (ArmedAs != 0)
        {
            engine.Disarm(this);
        }

        Period = period;
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            engine.Arm(this, engine.Now + Math.Max(0, dueTime.Ticks));
        }

        return true;
    }

    public void Fire()
    {
        if (Period != Timeout.InfiniteTimeSpan && Period > TimeSpan.Zero)
        {
            engine.Arm(this, engine.Now + Period.Ticks);
        }

        callback(state);
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _isDisposed = true;
            Host?.FrozenTimers.Remove(this);
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
