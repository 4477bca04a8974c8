namespace Orleans.Simulation.Engine;

/// <summary>How an activation starts and ends.</summary>
internal sealed partial class Activation
{
    [ThreadStatic]
    private static Activation? _constructing;

    private readonly TaskCompletionSource _deactivated = new();
    private readonly List<GrainTimer> _timers = [];
    private AsyncServiceScope? _scope;
    private DeactivationReason? _requestedEnd;
    private long _keptUntil;
    private bool _isDeactivationPosted;
    private Exception? _activationFailure;

    /// <summary>The activation whose grain object is being created on this thread.</summary>
    public static Activation? Constructing => _constructing;

    public IServiceProvider ActivationServices => _scope?.ServiceProvider ?? Silo.Services;

    public Task Deactivated => _deactivated.Task;

    /// <summary>Starts activation in the first turn.</summary>
    public void Begin() => Group.Post(new ActionItem(() => _ = ActivateAsync()));

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (ReferenceEquals(Engine.CurrentGroup, Group))
        {
            BeginDeactivation(deactivationReason);
        }
        else
        {
            Group.Post(() => BeginDeactivation(deactivationReason));
        }
    }

    public void DelayDeactivation(TimeSpan span) =>
        _keptUntil = span == Timeout.InfiniteTimeSpan ? long.MaxValue
            : span < TimeSpan.Zero ? 0
            : Silo.Cluster.Engine.Now + Math.Min(span.Ticks, long.MaxValue / 2);

    public bool IsCollectable(long now, TimeSpan defaultAge) =>
        State is ActivationState.Valid && !Class.IsKeptAlive && IsIdle && now >= _keptUntil
        && now - LastActive >= (Class.CollectionAge ?? defaultAge).Ticks;

    public IGrainTimer StartTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        Silo.Cluster.Engine.CheckCaller("A grain timer was registered");
        var timer = new GrainTimer(this, callback, options);
        _timers.Add(timer);
        return timer;
    }

    public void Forget(GrainTimer timer) => _timers.Remove(timer);

    private async Task ActivateAsync()
    {
        using var cancellation = new CancellationTokenSource();
        using var limit = Silo.Cluster.Engine.After(Silo.ActivationTimeout, cancellation.Cancel, Silo);
        try
        {
            CreateInstance(out var states);
            foreach (var state in states)
            {
                await state.ReadStateAsync();
            }

            if (Instance is IGrainBase grain)
            {
                await grain.OnActivateAsync(cancellation.Token);
            }

            State = ActivationState.Valid;
            LastActive = Silo.Cluster.Engine.Now;
        }
        catch (Exception failure)
        {
            await FailAsync(failure);
            return;
        }

        if (_requestedEnd is { } reason)
        {
            BeginDeactivation(reason);
        }
        else
        {
            PostDispatch();
        }
    }

    private void CreateInstance(out List<IActivationState> states)
    {
        states = [];
        _scope = Silo.Services.CreateAsyncScope();
        _constructing = this;
        try
        {
            Instance = Class.Create(_scope.Value.ServiceProvider, this, states);
        }
        finally
        {
            _constructing = null;
        }
    }

    /// <summary>Activation failed: everyone who waits gets the exception; the next call tries again.</summary>
    private async Task FailAsync(Exception failure)
    {
        Silo.Cluster.Statistics.ActivationFailures++;
        _activationFailure = failure;
        StopTimers();
        State = ActivationState.Ended;
        Silo.Cluster.Unregister(this);
        while (_waiting.TakeFirst() is { } turn)
        {
            turn.Reject(failure);
        }

        await DisposeScopeAsync();
        _deactivated.TrySetResult();
    }

    private void BeginDeactivation(DeactivationReason reason)
    {
        if (State is ActivationState.Activating)
        {
            _requestedEnd ??= reason;
        }
        else if (State is ActivationState.Valid)
        {
            State = ActivationState.Deactivating;
            _requestedEnd = reason;
            StopTimers();
            if (_running.Count == 0)
            {
                PostDeactivation();
            }
            else
            {
                Silo.Cluster.Engine.After(Silo.DeactivationTimeout, () => Group.Post(PostDeactivation), Silo);
            }
        }
    }

    private void PostDeactivation()
    {
        if (!_isDeactivationPosted)
        {
            _isDeactivationPosted = true;
            Group.Post(new ActionItem(() => _ = DeactivateAsync()));
        }
    }

    private async Task DeactivateAsync()
    {
        using var cancellation = new CancellationTokenSource();
        using var limit = Silo.Cluster.Engine.After(Silo.DeactivationTimeout, cancellation.Cancel, Silo);
        try
        {
            if (Instance is IGrainBase grain)
            {
                await grain.OnDeactivateAsync(_requestedEnd!.Value, cancellation.Token);
            }

            await DisposeInstanceAsync();
        }
        catch (Exception failure)
        {
            Silo.Cluster.Swallow(failure, $"deactivation of {GrainId}");
        }

        StopTimers();
        State = ActivationState.Ended;
        Silo.Cluster.Statistics.Deactivations++;
        Silo.Cluster.Unregister(this);
        while (_waiting.TakeFirst() is { } turn)
        {
            turn.Forward(this);
        }

        await DisposeScopeAsync();
        _deactivated.TrySetResult();
    }

    private async ValueTask DisposeInstanceAsync()
    {
        switch (Instance)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }

    private async ValueTask DisposeScopeAsync()
    {
        if (_scope is { } scope)
        {
            await scope.DisposeAsync();
        }
    }

    private void StopTimers()
    {
        foreach (var timer in _timers.ToArray())
        {
            timer.Dispose();
        }
    }
}
