namespace OrleansMarkets.Lab.Personas;

/// <summary>Waiting and converting in the time of the simulation.</summary>
public static class SimulatedTime
{
    internal const long NanosecondsPerTick = 100;

    /// <summary>A Unix time in nanoseconds, cut to the clock's ticks of 100 ns.</summary>
    public static DateTimeOffset FromUnixNs(long unixNs) => DateTimeOffset.UnixEpoch.AddTicks(unixNs / NanosecondsPerTick);

    /// <summary>Waits until a time; returns at once when it has passed.</summary>
    public static Task WaitUntilAsync(TimeProvider clock, DateTimeOffset time)
    {
        TimeSpan left = time - clock.GetUtcNow();
        return left > TimeSpan.Zero ? Task.Delay(left, clock) : Task.CompletedTask;
    }
}
