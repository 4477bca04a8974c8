using Orleans;
using Orleans.Runtime;
using OrleansMarkets.Core.Clearing;

namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>
/// Wakes a book when an auction, a delayed order, an expiry or a cancel timer is due: any step applies what
/// is due, but nobody should have to wait for one.
/// </summary>
/// <param name="grain">The book.</param>
/// <param name="nudge">Runs a step.</param>
internal sealed class AuctionAlarm(IGrainBase grain, Func<Task> nudge)
{
    /// <summary>What is due and could not be done is tried again after this time.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);

    private IGrainTimer? _timer;
    private long _dueNs = long.MaxValue;

    /// <summary>Sets the alarm to what is due next; nothing if it is set to that already.</summary>
    /// <param name="engine">The market.</param>
    /// <param name="nowNs">The present time.</param>
    public void Set(MarketEngine engine, long nowNs)
    {
        long due = engine.NextAlarmNs;
        if (due != _dueNs)
        {
            _dueNs = due;
            Start(due == long.MaxValue ? Timeout.InfiniteTimeSpan : TimeSpan.FromMicroseconds(Math.Max(1, (due - nowNs) / 1_000 + 1)));
        }
    }

    /// <summary>Ends it.</summary>
    public void Stop() => _timer?.Dispose();

    private void Start(TimeSpan dueTime)
    {
        if (_timer is null)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            _timer = grain.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(dueTime, Retry));
        }
        else
        {
            _timer.Change(dueTime, dueTime == Timeout.InfiniteTimeSpan ? dueTime : Retry);
        }
    }

    private async Task Tick(CancellationToken cancellation) => await nudge();
}
