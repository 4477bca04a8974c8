namespace OrleansMarkets.Journal.Memory;

/// <summary>
/// One call on its way to the store. It runs on the clock's timer and not in the caller's turn, so that it lands even if the
/// caller's silo has died meanwhile.
/// </summary>
internal sealed class MemoryOperation<T>
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<T> _run;
    private ITimer? _timer;

    private MemoryOperation(Func<T> run)
    {
        _run = run;
    }

    /// <summary>Runs after a time; at once and synchronously if that is zero.</summary>
    public static ValueTask<T> After(TimeProvider timeProvider, TimeSpan latency, Func<T> run)
    {
        if (latency <= TimeSpan.Zero)
        {
            try
            {
                return ValueTask.FromResult(run());
            }
            catch (JournalException failure)
            {
                return ValueTask.FromException<T>(failure);
            }
        }

        var operation = new MemoryOperation<T>(run);
        ITimer timer = timeProvider.CreateTimer(
            static state => ((MemoryOperation<T>)state!).Land(), operation, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        operation._timer = timer; // before it can fire: landing disposes it
        timer.Change(latency, Timeout.InfiniteTimeSpan);
        return new ValueTask<T>(operation._completion.Task);
    }

    private void Land()
    {
        _timer!.Dispose();
        try
        {
            _completion.SetResult(_run());
        }
        catch (JournalException failure)
        {
            _completion.SetException(failure);
        }
    }
}
