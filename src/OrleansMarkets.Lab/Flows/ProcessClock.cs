using System.Diagnostics;

namespace OrleansMarkets.Lab.Flows;

/// <summary>
/// Real time, for measurements and nothing else: what is measured is matching, which never sees it. The one place of the laboratory that
/// may look at a clock.
/// </summary>
public static class ProcessClock
{
    /// <summary>Elapsed time since some fixed instant, nanoseconds.</summary>
#pragma warning disable RS0030 // A measurement needs the real clock; nothing that is replayed depends on it.
    public static long NowNs => (long)(Stopwatch.GetTimestamp() * NanosecondsPerTick);

    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;
#pragma warning restore RS0030

    /// <summary>Processor time that this process has used, nanoseconds.</summary>
    public static long CpuNs => Environment.CpuUsage.TotalTime.Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>Keeps the calling thread on the last processor from now on, where the system can.</summary>
    public static void Pin()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            using Process self = Process.GetCurrentProcess();
            self.ProcessorAffinity = (nint)(1L << (Environment.ProcessorCount - 1));
        }
    }
}
