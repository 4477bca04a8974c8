namespace Orleans.Simulation.Engine;

/// <summary>
/// A timer of an activation. A tick waits and runs like a request; the period counts from its end, so ticks never overlap. Exceptions of
/// the callback are counted and swallowed, as Orleans does after logging them.
/// </summary>
internal sealed class GrainTimer : PendingTurn, IGrainTimer, IWorkItem
{
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly ITimer _timer;
    private TimeSpan _period;
    private bool _isTicking;
    private bool _isDisposed;
    private TimeSpan? _changedDueTime;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _options = options;
        _timer = activation.Silo.Cluster.Engine.CreateTimer(
            activation.Silo, isBackground: false, static timer => ((GrainTimer)timer!).Due(), this);
        Change(options.DueTime, options.Period);
    }

    public override bool AlwaysInterleaves => _options.Interleave;

    public override bool IsReadOnly => false;

    public override bool KeepsAlive => _options.KeepAlive;

    public override bool IsAbandoned => _isDisposed;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        _period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
        if (_isTicking)
        {
            _changedDueTime = dueTime;
        }
        else if (!_isDisposed)
        {
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _timer.Dispose();
            _cancellation.Cancel();
            _activation.Forget(this);
        }
    }

    public void Execute() => _activation.Arrive(this);

    public override Task Run(Activation activation) => _callback(_cancellation.Token);

    public override void Completed(Activation activation, Task outcome)
    {
        _isTicking = false;
        if (outcome.IsFaulted)
        {
            activation.Silo.Cluster.Swallow(outcome.Exception!.InnerException!, $"timer of {activation.GrainId}");
        }

        if (!_isDisposed)
        {
            var next = _changedDueTime ?? _period;
            _changedDueTime = null;
            _timer.Change(next, Timeout.InfiniteTimeSpan);
        }
    }

    public override void Forward(Activation from)
    {
        // A timer dies with its activation.
    }

    public override void Reject(Exception failure)
    {
        // A timer dies with its activation.
    }

    public override string ToString() => "timer tick";

    private static void Check(TimeSpan span, string name)
    {
        if (span < TimeSpan.Zero && span != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(name, span, "A timer's times must not be negative.");
        }
    }

    private void Due()
    {
        _isTicking = true;
        _activation.Group.Post(this);
    }
}
