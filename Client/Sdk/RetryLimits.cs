namespace OrleansMarkets.Client;

/// <summary>How long and how often a client tries. One owner decides on repetitions: nothing below it repeats on its own.</summary>
public sealed record RetryLimits
{
    /// <summary>Longest wait for one answer.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Most attempts of a read.</summary>
    public int ReadAttempts { get; init; } = 4;

    /// <summary>How long an order or cancel is sent again under its id.</summary>
    public TimeSpan OrderDeadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after that an order is looked up. Afterwards the exchange cannot execute an earlier attempt any more.</summary>
    public TimeSpan LookupWindow { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Pause after the first failure; the next is twice as long, and each is drawn between half of it and the whole.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(2);

    internal IEnumerable<string> Problems()
    {
        TimeSpan[] times = [AttemptTimeout, OrderDeadline, LookupWindow, FirstPause, LongestPause];
        if (times.Any(time => time <= TimeSpan.Zero || time > Longest))
        {
            yield return $"every time of {nameof(RetryLimits)} is above zero and at most {Longest.TotalMinutes} minutes";
        }

        if (ReadAttempts is < 1 or > MostReadAttempts)
        {
            yield return $"{nameof(ReadAttempts)} is not between 1 and {MostReadAttempts}";
        }

        if (LongestPause < FirstPause)
        {
            yield return $"{nameof(LongestPause)} is below {nameof(FirstPause)}";
        }
    }

    private const int MostReadAttempts = 100;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
}
