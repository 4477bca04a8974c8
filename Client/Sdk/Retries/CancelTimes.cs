namespace OrleansMarkets.Client.Retries;

/// <summary>The times after which all orders of an account may be cancelled.</summary>
internal static class CancelTimes
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Checks such a time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none.</exception>
    public static void Check(TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, Longest);
        ArgumentOutOfRangeException.ThrowIfNotEqual(timeout.Ticks % TimeSpan.TicksPerSecond, 0);
    }
}
