using System.Diagnostics;

namespace OrleansMarkets.Benchmarks.Load;

/// <summary>Drives lanes for a while: closed loops, each with one call outstanding.</summary>
internal static class LoadRun
{
    public static async Task<Sample> MeasureAsync(IReadOnlyList<ILane> lanes, TimeSpan duration)
    {
        var stop = new StrongBox();
        using Process process = Process.GetCurrentProcess();
        TimeSpan cpu = process.TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes();
        long start = Stopwatch.GetTimestamp();
        Task<Histogram>[] running = [.. lanes.Select(lane => Task.Run(() => DriveAsync(lane, stop)))];
        await Task.Delay(duration);
        Volatile.Write(ref stop.IsSet, true);
        Histogram[] histograms = await Task.WhenAll(running);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        allocated = GC.GetTotalAllocatedBytes() - allocated;
        process.Refresh();
        cpu = process.TotalProcessorTime - cpu;
        var all = new Histogram();
        foreach (Histogram histogram in histograms)
        {
            all.Add(histogram);
        }

        return new Sample(
            all.Count / seconds,
            all.Microseconds(0.5),
            all.Microseconds(0.99),
            all.Microseconds(0.999),
            (double)allocated / all.Count,
            cpu.TotalMicroseconds / all.Count);
    }

    private static async Task<Histogram> DriveAsync(ILane lane, StrongBox stop)
    {
        var histogram = new Histogram();
        while (!Volatile.Read(ref stop.IsSet))
        {
            long sent = Stopwatch.GetTimestamp();
            await lane.Step();
            histogram.Record((long)Stopwatch.GetElapsedTime(sent).TotalNanoseconds);

            // To the end of the common queue: without it a call whose answer is there at once keeps its thread, and a few lanes run
            // alone while all others stand still.
            await Task.Yield();
        }

        return histogram;
    }

    private sealed class StrongBox
    {
        public bool IsSet;
    }
}
