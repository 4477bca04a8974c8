namespace OrleansMarkets.Grains.Hosting;

/// <summary>Unix time in nanoseconds, the unit of every time in commands, records and messages.</summary>
public static class ClockExtensions
{
    private const int NanosecondsPerTick = 100;

    /// <summary>The time now, Unix nanoseconds.</summary>
    public static long NowNs(this TimeProvider clock) => clock.GetUtcNow().ToUnixNs();

    /// <summary>A point in time, Unix nanoseconds.</summary>
    public static long ToUnixNs(this DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * NanosecondsPerTick;

    /// <summary>A duration in nanoseconds.</summary>
    public static long ToNs(this TimeSpan duration) => duration.Ticks * NanosecondsPerTick;
}
