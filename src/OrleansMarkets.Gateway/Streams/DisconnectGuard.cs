using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Gateway.Http;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>
/// Accounts whose orders go when their private streams fall silent. The time itself is kept by the markets: while pings come, this puts it
/// off, and when this gateway is gone it runs out.
/// </summary>
/// <param name="cluster">The accounts.</param>
/// <param name="clock">The gateway's clock.</param>
/// <param name="logger">Where failures are told.</param>
internal sealed class DisconnectGuard(Cluster cluster, TimeProvider clock, ILogger<DisconnectGuard> logger)
{
    // Pings that come closer do not put the time off again.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<long, Watch> _watches = [];

    /// <summary>The time of an account; null for none.</summary>
    public TimeSpan? WindowOf(long account) => _watches.TryGetValue(account, out Watch? watch) ? watch.Window : null;

    /// <summary>Sets the time of an account, from now on; zero for none.</summary>
    public async Task<ResultCode> SetAsync(long account, TimeSpan window)
    {
        if (window == TimeSpan.Zero)
        {
            _watches.TryRemove(account, out _);
        }
        else
        {
            _watches[account] = new Watch(window) { SetAt = clock.GetTimestamp() };
        }

        return await ArmAsync(account, window);
    }

    /// <summary>A private stream of an account pinged.</summary>
    public void Heard(long account)
    {
        if (_watches.TryGetValue(account, out Watch? watch) && clock.GetElapsedTime(watch.SetAt) >= ShortestPause)
        {
            watch.SetAt = clock.GetTimestamp();
            _ = PutOffAsync(account, watch.Window);
        }
    }

    private Task<ResultCode> ArmAsync(long account, TimeSpan window) => cluster.ChangeAsync(
        cluster.Grains.GetGrain<ICrossMarginGrain>(account).CancelAllOnDisconnect(window.Ticks * TimeSpan.NanosecondsPerTick),
        ResultCode.Unknown);

    private async Task PutOffAsync(long account, TimeSpan window)
    {
        if (await ArmAsync(account, window) != ResultCode.Ok)
        {
            logger.LogWarning("The time after which the orders of an account go could not be put off in every market");
        }
    }

    private sealed class Watch(TimeSpan window)
    {
        private long _setAt;

        public TimeSpan Window => window;

        public long SetAt
        {
            get => Volatile.Read(ref _setAt);
            set => Volatile.Write(ref _setAt, value);
        }
    }
}
