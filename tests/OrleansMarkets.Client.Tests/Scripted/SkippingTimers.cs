namespace OrleansMarkets.Client.Tests.Scripted;

/// <summary>A clock on which pauses are short and count in full, while the limits of single attempts stay what they are.</summary>
internal sealed class SkippingTimers : TimeProvider
{
    private static readonly TimeSpan LongestPause = new RetryLimits().LongestPause;

    private long _skipped;

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _skipped);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero || dueTime > LongestPause)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        Interlocked.Add(ref _skipped, (long)(dueTime.TotalSeconds * TimestampFrequency));
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
