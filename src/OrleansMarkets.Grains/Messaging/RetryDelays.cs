namespace OrleansMarkets.Grains.Messaging;

/// <summary>
/// Growing pauses between repeats: doubled from the first to the longest, without randomness, so that a simulation repeats.
/// </summary>
/// <param name="First">Pause after the first failure.</param>
/// <param name="Longest">Longest pause.</param>
public sealed record RetryDelays(TimeSpan First, TimeSpan Longest)
{
    /// <summary>Pauses for messages between grains of one cluster: 50 ms, doubled up to 5 s.</summary>
    public static RetryDelays Default { get; } = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5));

    /// <summary>The pause after so many failures in a row.</summary>
    /// <param name="failures">Failures so far, from 1.</param>
    public TimeSpan After(int failures)
    {
        const int MaximumDoublings = 20;
        long ticks = First.Ticks << Math.Min(Math.Max(failures - 1, 0), MaximumDoublings);
        return ticks >= Longest.Ticks || ticks <= 0 ? Longest : TimeSpan.FromTicks(ticks);
    }
}
