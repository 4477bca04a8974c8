using Orleans;
using Orleans.Runtime;

namespace OrleansMarkets.Grains.Messaging;

/// <summary>
/// What the grains of a silo send without being asked: state that travels, and the scans of keepers. It ends before the silo leaves the
/// cluster, because then no receiver can be placed any more, and every message would be an error that means nothing. Nothing is lost: the
/// next activations send what matters again.
/// </summary>
/// <param name="clock">Clock of the patience with calls that are under way.</param>
public sealed class BackgroundCalls(TimeProvider clock) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>How long a stop waits for calls that are under way.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // A stop looks again so often whether all have ended: what is waited for belongs to many schedulers, and none should run the stop.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private int _underWay;
    private int _closed;

    /// <summary>Whether one more call may go; who may says afterwards with <see cref="End"/> that it is over.</summary>
    public bool TryBegin()
    {
        // Counted before it asks, so that a stop either sees the call or is seen by it.
        Interlocked.Increment(ref _underWay);
        if (Volatile.Read(ref _closed) == 0)
        {
            return true;
        }

        End();
        return false;
    }

    /// <summary>A call is over, in whatever way.</summary>
    public void End() => Interlocked.Decrement(ref _underWay);

    /// <summary>Lets no call begin any more; completes when those that are under way have ended, or the patience with them has.</summary>
    public async Task CloseAsync()
    {
        Interlocked.Exchange(ref _closed, 1);
        long start = clock.GetTimestamp();
        while (Volatile.Read(ref _underWay) > 0 && clock.GetElapsedTime(start) < Patience)
        {
            await Task.Delay(Pause, clock);
        }
    }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle observer) => observer.Subscribe(
        nameof(BackgroundCalls), ServiceLifecycleStage.Active, static _ => Task.CompletedTask, _ => CloseAsync());
}
