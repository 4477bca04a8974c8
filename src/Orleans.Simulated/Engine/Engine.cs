namespace Orleans.Simulation.Engine;

/// <summary>Decides which turn runs when and what time it is.</summary>
internal abstract class Engine
{
    [ThreadStatic]
    private static WorkGroup? _currentGroup;

    private long _numbers;

    /// <summary>The group whose turn runs on this thread.</summary>
    public static WorkGroup? CurrentGroup
    {
        get => _currentGroup;
        protected set => _currentGroup = value;
    }

    public abstract bool IsDeterministic { get; }

    /// <summary>The clock without skew.</summary>
    public abstract TimeProvider Clock { get; }

    /// <summary>Time since the start of the engine in ticks of 100 ns.</summary>
    public abstract long Now { get; }

    /// <summary>Queues a turn (an <see cref="IWorkItem"/> or a task of the group).</summary>
    public abstract void Post(WorkGroup group, object item);

    /// <summary>Creates a timer that is frozen and dies with a host.</summary>
    /// <param name="host">The host; null for one that is always there.</param>
    /// <param name="isBackground">Whether a run with nothing else to wait for is stuck.</param>
    /// <param name="callback">Runs when due, in no group.</param>
    /// <param name="state">Passed to the callback.</param>
    /// <returns>A timer that is not armed yet.</returns>
    public abstract ITimer CreateTimer(HostContext? host, bool isBackground, TimerCallback callback, object? state);

    public abstract void ReportFailure(Exception failure);

    /// <summary>Checks that the caller may touch the runtime from where it runs.</summary>
    public abstract void CheckCaller(string operation);

    /// <summary>A call ends although its request runs: the moment to see whether the code went to another thread.</summary>
    public abstract void CallTimesOut();

    /// <summary>Tells the engine that a host was paused, resumed or lost.</summary>
    public abstract void HostChanged(HostContext host);

    public long NextNumber() => Interlocked.Increment(ref _numbers);

    public ITimer After(TimeSpan delay, Action action, HostContext? host = null, bool isBackground = false)
    {
        var timer = CreateTimer(host, isBackground, static state => ((Action)state!)(), action);
        timer.Change(delay < TimeSpan.Zero ? TimeSpan.Zero : delay, Timeout.InfiniteTimeSpan);
        return timer;
    }
}
