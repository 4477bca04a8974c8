namespace OrleansMarkets.MarketData.Following;

/// <summary>
/// Pauses after failures: doubled from the first to the longest, each drawn between its half and itself, so that the followers of many
/// gateways do not come back to a market at the same instant.
/// </summary>
/// <param name="first">Pause after the first failure.</param>
/// <param name="longest">Longest pause.</param>
/// <param name="random">Draws; used by one follower alone.</param>
internal sealed class JitteredPauses(TimeSpan first, TimeSpan longest, Random random)
{
    private const int MaximumDoublings = 20;

    /// <summary>The pause after so many failures in a row, from 1.</summary>
    public TimeSpan After(int failures)
    {
        double full = Math.Min(longest.Ticks, first.Ticks * Math.Pow(2, Math.Clamp(failures - 1, 0, MaximumDoublings)));
        return TimeSpan.FromTicks((long)(full * (0.5 + (random.NextDouble() / 2))));
    }
}
