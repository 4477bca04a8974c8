namespace OrleansMarkets.Client.Retries;

/// <summary>The attempts of one request that changes something: how many, since when, and whether one may have arrived.</summary>
internal sealed class Tries(RetryLimits limits, TimeProvider time, bool mayHaveArrived = false)
{
    private readonly long _start = time.GetTimestamp();
    private readonly Pauses _pauses = new(limits, time);

    public int Count { get; private set; }

    public bool MayHaveArrived { get; private set; } = mayHaveArrived;

    public bool IsOver => time.GetElapsedTime(_start) >= limits.OrderDeadline;

    public async Task<T> RunAsync<T>(Func<Task<T>> attempt)
    {
        Count++;
        try
        {
            return await attempt();
        }
        catch (UnknownOutcomeException)
        {
            MayHaveArrived = true;
            throw;
        }
    }

    public Task PauseAsync(MarketsException failure, CancellationToken cancellation) => _pauses.WaitAsync(failure, cancellation);
}
