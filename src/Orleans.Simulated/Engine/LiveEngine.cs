namespace Orleans.Simulation.Engine;

/// <summary>Thread pool and real clock.</summary>
internal sealed class LiveEngine : Engine
{
    /// <summary>Turns of one group before other groups get the thread.</summary>
    private const int MaxTurnsPerDispatch = 64;

    private readonly long _start = TimeProvider.System.GetTimestamp();

    public override bool IsDeterministic => false;

    public override TimeProvider Clock => TimeProvider.System;

    public override long Now => TimeProvider.System.GetElapsedTime(_start).Ticks;

    /// <summary>The first failure inside the runtime, for tests.</summary>
    public Exception? Failure { get; private set; }

    public override void Post(WorkGroup group, object item)
    {
        lock (group.Items)
        {
            group.Items.Enqueue(item);
            if (group.Scheduled || group.Host.Status is HostStatus.Dead)
            {
                return;
            }

            group.Scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(Dispatch, (this, group), preferLocal: true);
    }

    public override ITimer CreateTimer(HostContext? host, bool isBackground, TimerCallback callback, object? state)
    {
        var flow = ExecutionContext.SuppressFlow();
        try
        {
            return TimeProvider.System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            flow.Undo();
        }
    }

    public override void ReportFailure(Exception failure) => Failure ??= failure;

    public override void CheckCaller(string operation)
    {
        // Any thread may call.
    }

    public override void CallTimesOut()
    {
        // Other threads are welcome.
    }

    public override void HostChanged(HostContext host)
    {
        // Hosts are neither paused nor lost in the live runtime.
    }

    private static void Dispatch((LiveEngine Engine, WorkGroup Group) work)
    {
        var (engine, group) = work;
        CurrentGroup = group;
        try
        {
            for (var turns = 0; turns < MaxTurnsPerDispatch; turns++)
            {
                object? item;
                lock (group.Items)
                {
                    if (group.Host.Status is HostStatus.Dead || !group.Items.TryDequeue(out item))
                    {
                        group.Scheduled = false;
                        return;
                    }
                }

                group.RunTurn(item);
            }
        }
        finally
        {
            CurrentGroup = null;
        }

        ThreadPool.UnsafeQueueUserWorkItem(Dispatch, (engine, group), preferLocal: false);
    }
}
