using System.Diagnostics;
using System.Text;

namespace Orleans.Simulation.Engine;

/// <summary>One thread, virtual time, and a seeded choice of the group whose turn is next.</summary>
internal sealed class DeterministicEngine : Engine
{
    private const int TraceLength = 256;

    /// <summary>Disarmed timers in the queue before it is rebuilt without them.</summary>
    private const int MinStaleTimers = 1024;

    /// <summary>Timeouts of running requests for which a stray thread is waited for; runs with many of them must not become slow.</summary>
    private const int MaxTimeoutGraces = 2;

    /// <summary>How long a stuck run waits for a stray thread to betray itself, so that the report names the cause.</summary>
    private static readonly TimeSpan MinStrayThreadGrace = TimeSpan.FromMilliseconds(20);

    /// <summary>How long it waits while the thread pool still has work, which may be the stray.</summary>
    private static readonly TimeSpan MaxStrayThreadGrace = TimeSpan.FromSeconds(5);

    private readonly SimulationRandom _random;
    private readonly SimulationStatistics _statistics;
    private readonly PriorityQueue<VirtualTimer, TimerOrder> _timers = new();
    private readonly TraceEntry[] _trace = new TraceEntry[TraceLength];
    private readonly long _maxSteps;
    private readonly long _turnCost;
    private WorkGroup[] _runnable = new WorkGroup[64];
    private int _runnableCount;
    private int _ownerThread = Environment.CurrentManagedThreadId;
    private bool _pumping;
    private long _now;
    private long _timerNumbers;
    private long _traceCount;
    private int _foregroundTimers;
    private int _staleTimers;
    private int _timeoutGraces;
    private volatile Exception? _failure;

    public DeterministicEngine(
        SimulationRandom random, SimulationStatistics statistics, DateTimeOffset startTime, long maxSteps, TimeSpan turnCost)
    {
        _random = random;
        _statistics = statistics;
        _maxSteps = maxSteps;
        _turnCost = turnCost.Ticks;
        StartTime = startTime;
        Clock = new VirtualClock(this, null, TimeSpan.Zero);
    }

    public DateTimeOffset StartTime { get; }

    public override bool IsDeterministic => true;

    public override TimeProvider Clock { get; }

    public override long Now => _now;

    /// <summary>Describes what is still open, for the report of a stuck run.</summary>
    public Func<string> OpenWork { get; set; } = () => "unknown work";

    /// <summary>Whether a living host waits for a response: then time can still help.</summary>
    public Func<bool> HasOpenCalls { get; set; } = () => false;

    /// <summary>Hash over all decisions so far: equal for equal runs.</summary>
    public ulong TraceHash { get; private set; } = StableHash.Start;

    public override void Post(WorkGroup group, object item)
    {
        if (Environment.CurrentManagedThreadId != _ownerThread)
        {
            ReportEscape($"A turn was queued to {group.Name} from another thread.");
            return;
        }

        if (group.Host.Status is HostStatus.Dead)
        {
            return;
        }

        group.Items.Enqueue(item);
        if (!group.Scheduled)
        {
            group.Scheduled = true;
            MakeRunnable(group);
        }
    }

    public override ITimer CreateTimer(HostContext? host, bool isBackground, TimerCallback callback, object? state)
    {
        if (Environment.CurrentManagedThreadId != _ownerThread)
        {
            throw ReportEscape("A timer was created on another thread.");
        }

        return new VirtualTimer(this, host, isBackground, callback, state);
    }

    public override void ReportFailure(Exception failure) => _failure ??= failure;

    public override void CheckCaller(string operation)
    {
        if (Environment.CurrentManagedThreadId != _ownerThread)
        {
            throw ReportEscape($"{operation} from another thread.");
        }

        var context = CallContext.Current;
        if (CurrentGroup is not { } group)
        {
            if (!_pumping)
            {
                throw new InvalidOperationException($"{operation} outside of a run: call from inside Run().");
            }

            throw ReportEscape($"{operation} outside of every scheduler, by code that belongs to {context?.Owner?.Name ?? "nobody"}.");
        }

        if (context?.Owner is { } owner && !ReferenceEquals(owner, group))
        {
            throw ReportEscape($"{operation} in a turn of {group.Name} by code that belongs to {owner.Name}.");
        }
    }

    public SimulationEscapeException ReportEscape(string what)
    {
        var escape = new SimulationEscapeException(
            $"Escape from the deterministic scheduler: {what} Likely causes: ConfigureAwait(false), Task.Run, a timer or I/O of the real " +
            "world, WhenAny/WhenAll/WaitAsync over a TaskCompletionSource with RunContinuationsAsynchronously." +
            Environment.NewLine + new StackTrace(1, fNeedFileInfo: true));
        _failure ??= escape;
        return escape;
    }

    public override void CallTimesOut()
    {
        if (_timeoutGraces++ < MaxTimeoutGraces)
        {
            WaitForStrayThreads();
        }
    }

    public override void HostChanged(HostContext host)
    {
        if (host.Status is HostStatus.Paused or HostStatus.Dead)
        {
            var kept = 0;
            for (var i = 0; i < _runnableCount; i++)
            {
                var group = _runnable[i];
                if (!ReferenceEquals(group.Host, host))
                {
                    _runnable[kept++] = group;
                }
                else if (host.Status is HostStatus.Dead)
                {
                    group.Scheduled = false;
                    group.Items.Clear();
                }
                else
                {
                    host.FrozenGroups.Add(group);
                }
            }

            Array.Clear(_runnable, kept, _runnableCount - kept);
            _runnableCount = kept;
        }

        if (host.Status is HostStatus.Dead)
        {
            host.FrozenGroups.Clear();
            host.FrozenTimers.Clear();
            return;
        }

        if (host.Status is not HostStatus.Paused)
        {
            var groups = host.FrozenGroups.ToArray();
            host.FrozenGroups.Clear();
            foreach (var group in groups)
            {
                MakeRunnable(group);
            }

            var timers = host.FrozenTimers.ToArray();
            host.FrozenTimers.Clear();
            foreach (var timer in timers)
            {
                timer.Change(TimeSpan.Zero, timer.Period);
            }
        }
    }

    /// <summary>Runs turns until a condition holds or a time is reached.</summary>
    /// <param name="isDone">The condition.</param>
    /// <param name="until">The time in ticks.</param>
    /// <exception cref="SimulationException">An escape, a deadlock, or too many steps.</exception>
    public void Pump(Func<bool> isDone, long until)
    {
        if (_pumping)
        {
            throw new InvalidOperationException("The simulation is already running.");
        }

        Adopt();
        _pumping = true;
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            while (!isDone() && Advance(until))
            {
                ThrowFailure();
            }

            ThrowFailure();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
            _pumping = false;
        }
    }

    /// <summary>Makes the calling thread the one that may touch the simulation; between runs every thread may.</summary>
    public void Adopt()
    {
        if (!_pumping)
        {
            _ownerThread = Environment.CurrentManagedThreadId;
        }
    }

    /// <summary>The last decisions, oldest first.</summary>
    public IReadOnlyList<string> DescribeTrace()
    {
        var lines = new List<string>();
        for (var i = Math.Max(0, _traceCount - TraceLength); i < _traceCount; i++)
        {
            lines.Add(_trace[i % TraceLength].ToString());
        }

        return lines;
    }

    internal void Arm(VirtualTimer timer, long due)
    {
        if (Environment.CurrentManagedThreadId != _ownerThread)
        {
            throw ReportEscape("A timer was changed on another thread.");
        }

        if (!timer.IsBackground)
        {
            _foregroundTimers++;
        }

        _timers.Enqueue(timer, new TimerOrder(due, ++_timerNumbers));
        timer.ArmedAs = _timerNumbers;
    }

    internal void Disarm(VirtualTimer timer)
    {
        // The entry stays in the queue and is skipped when it comes up.
        MarkUnarmed(timer);
        if (++_staleTimers > MinStaleTimers && _staleTimers > _timers.Count / 2)
        {
            var live = _timers.UnorderedItems.Where(item => item.Element.ArmedAs == item.Priority.Number).ToArray();
            _timers.Clear();
            _timers.EnqueueRange(live);
            _staleTimers = 0;
        }
    }

    private void MarkUnarmed(VirtualTimer timer)
    {
        timer.ArmedAs = 0;
        if (!timer.IsBackground)
        {
            _foregroundTimers--;
        }
    }

    private bool Advance(long until)
    {
        if (_runnableCount > 0)
        {
            Step();
            if (_turnCost > 0)
            {
                _now += _turnCost;
                FireDueTimers(_now);
            }

            return true;
        }

        while (_timers.TryPeek(out var timer, out var order))
        {
            if (timer.ArmedAs != order.Number)
            {
                _timers.Dequeue();
                _staleTimers--;
                continue;
            }

            if (order.Due > until)
            {
                break;
            }

            if (until == long.MaxValue && _foregroundTimers == 0 && !HasOpenCalls())
            {
                throw Stuck();
            }

            _now = Math.Max(_now, order.Due);
            FireDueTimers(_now);
            return true;
        }

        if (until == long.MaxValue)
        {
            throw Stuck();
        }

        _now = Math.Max(_now, until);
        return false;
    }

    private void Step()
    {
        if (++_statistics.Steps > _maxSteps)
        {
            throw WithTrace($"The run took more than {_maxSteps} steps.");
        }

        var index = _runnableCount == 1 ? 0 : _random.Next(_runnableCount);
        var group = _runnable[index];
        var item = group.Items.Dequeue();
        if (group.Items.Count == 0)
        {
            group.Scheduled = false;
            _runnable[index] = _runnable[--_runnableCount];
            _runnable[_runnableCount] = null!;
        }

        _trace[_traceCount++ % TraceLength] = new TraceEntry(_now, group.Name, item);
        TraceHash = StableHash.Add(StableHash.Add(TraceHash, (ulong)group.Number), (ulong)_now);
        CurrentGroup = group;
        try
        {
            group.RunTurn(item);
        }
        finally
        {
            CurrentGroup = null;
        }
    }

    private void FireDueTimers(long now)
    {
        while (_timers.TryPeek(out var timer, out var order) && order.Due <= now)
        {
            _timers.Dequeue();
            if (timer.ArmedAs != order.Number)
            {
                _staleTimers--;
                continue;
            }

            MarkUnarmed(timer);
            if (timer.Host?.Status is HostStatus.Dead)
            {
                continue;
            }

            if (timer.Host?.Status is HostStatus.Paused)
            {
                timer.Host.FrozenTimers.Add(timer);
                continue;
            }

            _statistics.TimersFired++;
            TraceHash = StableHash.Add(TraceHash, (ulong)order.Number);
            try
            {
                timer.Fire();
            }
            catch (Exception failure)
            {
                _failure ??= new SimulationException("A timer callback failed.", failure);
            }
        }
    }

    private void MakeRunnable(WorkGroup group)
    {
        if (group.Host.Status is HostStatus.Paused)
        {
            group.Host.FrozenGroups.Add(group);
            return;
        }

        if (_runnableCount == _runnable.Length)
        {
            Array.Resize(ref _runnable, _runnableCount * 2);
        }

        _runnable[_runnableCount++] = group;
    }

    private void ThrowFailure()
    {
        if (_failure is { } failure)
        {
            _failure = null;
            throw failure is SimulationEscapeException
                ? new SimulationEscapeException(failure.Message + DescribeTail(), failure)
                : WithTrace(failure.Message, failure);
        }
    }

    private void WaitForStrayThreads()
    {
        var started = TimeProvider.System.GetTimestamp();
        SpinWait.SpinUntil(
            () => _failure is not null
                || (ThreadPool.PendingWorkItemCount == 0 && TimeProvider.System.GetElapsedTime(started) > MinStrayThreadGrace),
            MaxStrayThreadGrace);
    }

    private SimulationException Stuck()
    {
        WaitForStrayThreads();
        ThrowFailure();
        return WithTrace("Nothing is runnable, no timer is due, and the run is not done: " + OpenWork());
    }


    private SimulationException WithTrace(string message, Exception? cause = null) => new(message + DescribeTail(), cause!);

    private string DescribeTail()
    {
        const int Shown = 32;
        var text = new StringBuilder().AppendLine().AppendLine("Last decisions:");
        foreach (var line in DescribeTrace().TakeLast(Shown))
        {
            text.Append("  ").AppendLine(line);
        }

        return text.ToString();
    }
}
