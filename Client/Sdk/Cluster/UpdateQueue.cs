using System.Threading.Channels;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Replicas;

namespace OrleansMarkets.Client.Cluster;

/// <summary>
/// What replicas push, for one reader. A reader that lags more than the queue holds loses updates and is told so: it reads the state
/// instead.
/// </summary>
internal sealed class UpdateQueue : IMarketDataSubscriber, IDisposable
{
    /// <summary>Updates that wait for the reader.</summary>
    private const int Capacity = 1024;

    private readonly Channel<MarketUpdate> _updates = Channel.CreateBounded<MarketUpdate>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly List<IDisposable> _subscriptions = [];
    private int _hasLost;

    /// <summary>Begins with another market.</summary>
    public void Subscribe(MarketReplica replica) => _subscriptions.Add(replica.Subscribe(this, depthLevels: 1, out _));

    public void OnUpdate(MarketUpdate update)
    {
        if (!_updates.Writer.TryWrite(update))
        {
            Volatile.Write(ref _hasLost, 1);
        }
    }

    /// <summary>The next update; null when some were lost since the last.</summary>
    public async Task<MarketUpdate?> ReadAsync(CancellationToken cancellation)
    {
        MarketUpdate update = await _updates.Reader.ReadAsync(cancellation);
        return Interlocked.Exchange(ref _hasLost, 0) == 1 ? null : update;
    }

    public void Dispose()
    {
        foreach (IDisposable subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }
}
