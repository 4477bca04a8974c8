namespace OrleansMarkets.MarketData.Following;

/// <summary>Those who wait until a sequence is folded. Safe for use from several threads.</summary>
/// <param name="clock">Clock of the waits.</param>
internal sealed class SequenceWaiters(TimeProvider clock)
{
    /// <summary>Waiters at a time; a further one is told at once that it was not folded.</summary>
    public const int MaximumWaiters = 16_384;

    private readonly Lock _gate = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _waiting = new();
    private long _applied;

    /// <summary>Completes with true when the sequence is folded, with false when the time is over first.</summary>
    public async Task<bool> WaitAsync(long sequence, TimeSpan timeout, CancellationToken cancellationToken)
    {
        TaskCompletionSource waiter;
        lock (_gate)
        {
            if (sequence <= _applied)
            {
                return true;
            }

            if (_waiting.Count >= MaximumWaiters || timeout <= TimeSpan.Zero)
            {
                return false;
            }

            waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(waiter, sequence);
        }

        try
        {
            await waiter.Task.WaitAsync(timeout, clock, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            Forget(waiter);
        }
    }

    /// <summary>Tells that everything up to a sequence is folded.</summary>
    public void Advance(long applied)
    {
        lock (_gate)
        {
            _applied = applied;
            while (_waiting.TryPeek(out TaskCompletionSource? waiter, out long sequence) && sequence <= applied)
            {
                _waiting.Dequeue();
                waiter.TrySetResult();
            }
        }
    }

    // One that gave up would otherwise count until its sequence comes.
    private void Forget(TaskCompletionSource waiter)
    {
        if (!waiter.Task.IsCompletedSuccessfully)
        {
            lock (_gate)
            {
                _waiting.Remove(waiter, out _, out _);
            }
        }
    }
}
