namespace Orleans.Runtime;

/// <summary>Starts the stages upwards and stops them downwards; within a stage in order of subscription.</summary>
internal sealed class SiloLifecycle : ISiloLifecycle
{
    private readonly List<Subscription> _subscriptions = [];
    private int _highestStarted = int.MinValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        var subscription = new Subscription(this, stage, observer);
        _subscriptions.Add(subscription);
        return subscription;
    }

    public async Task StartAsync(Func<int, bool> stages, CancellationToken token)
    {
        // OrderBy is stable, so subscribers of one stage keep their order.
        foreach (var subscription in _subscriptions.Where(s => stages(s.Stage)).OrderBy(s => s.Stage).ToArray())
        {
            _highestStarted = Math.Max(_highestStarted, subscription.Stage);
            await subscription.Observer.OnStart(token);
        }
    }

    public async Task StopAsync(CancellationToken token)
    {
        foreach (var subscription in _subscriptions.Where(s => s.Stage <= _highestStarted).OrderByDescending(s => s.Stage).ToArray())
        {
            await subscription.Observer.OnStop(token);
        }
    }

    private sealed class Subscription(SiloLifecycle owner, int stage, ILifecycleObserver observer) : IDisposable
    {
        public int Stage { get; } = stage;

        public ILifecycleObserver Observer { get; } = observer;

        public void Dispose() => owner._subscriptions.Remove(this);
    }
}
