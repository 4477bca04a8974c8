namespace OrleansMarkets.Client.Retries;

/// <summary>
/// The pauses between attempts: twice as long each time up to a limit, drawn so that many clients do not come back together.
/// </summary>
internal sealed class Pauses(RetryLimits limits, TimeProvider time)
{
    // 2^20 first pauses are beyond any longest pause that options admit.
    private const int MostDoublings = 20;

    private int _failures;

    /// <summary>Waits for the next pause, or as long as the failure says if that is longer.</summary>
    public Task WaitAsync(MarketsException? failure, CancellationToken cancellation)
    {
        TimeSpan pause = Next();
        TimeSpan asked = failure is ExchangeUnavailableException unavailable ? unavailable.RetryAfter : TimeSpan.Zero;
        return Task.Delay(asked > pause ? asked : pause, time, cancellation);
    }

    public void Reset() => _failures = 0;

    internal TimeSpan Next()
    {
        double doubled = limits.FirstPause.Ticks * Math.Pow(2, Math.Min(_failures++, MostDoublings));
        double whole = Math.Min(doubled, limits.LongestPause.Ticks);
        return TimeSpan.FromTicks((long)(whole * (0.5 + (0.5 * Random.Shared.NextDouble()))));
    }
}
