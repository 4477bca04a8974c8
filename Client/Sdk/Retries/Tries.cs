namespace OrleansMarkets.Client.Retries;

/// <summary>The attempts of one request that changes something: how many, since when, and whether one may have arrived.</summary>
/// <param name="limits">How long it may be sent again.</param>
/// <param name="time">The clock.</param>
/// <param name="start">Timestamp of the first attempt.</param>
/// <param name="mayHaveArrived">Whether one before the first may have arrived.</param>
internal sealed class Tries(RetryLimits limits, TimeProvider time, long start, bool mayHaveArrived = false)
{
    private readonly Pauses _pauses = new(limits, time);

    public int Count { get; private set; }

    public bool MayHaveArrived { get; private set; } = mayHaveArrived;

    public bool IsOver => time.GetElapsedTime(start) >= limits.OrderDeadline;

    /// <summary>Takes in one more attempt.</summary>
    /// <param name="failure">What it gave; null if it worked.</param>
    public void Take(MarketsException? failure)
    {
        Count++;
        MayHaveArrived |= failure is UnknownOutcomeException;
    }

    public Task PauseAsync(MarketsException failure, CancellationToken cancellation) => _pauses.WaitAsync(failure, cancellation);
}
