namespace OrleansMarkets.Core.Clearing;

/// <summary>Boundaries are multiples of their period since the Unix epoch.</summary>
internal static class FundingSchedule
{
    /// <summary>A boundary that never comes.</summary>
    public const long Never = long.MaxValue;

    /// <summary>The first boundary after a time; <see cref="Never"/> without a period.</summary>
    public static long NextAfter(long timeNs, long? periodNs) => periodNs is { } period ? ((timeNs / period) + 1) * period : Never;
}
