using System.Globalization;
using OrleansMarkets.Lab.Flows;

namespace OrleansMarkets.Benchmarks.Matching;

/// <summary>
/// Margin, matching, clearing and the bytes of events on a recorded order flow, beside the yardstick that only matches: in turn, on the
/// same core, the ratio round by round.
/// </summary>
internal static class ClearingBenchmark
{
    /// <summary>The ratio that is to be reached on the profile "base".</summary>
    private const double Bar = 3.0;

    /// <summary>Passes before the first round: profile-guided compilation wants that many commands.</summary>
    private const int WarmUps = 3;

    /// <summary>Measures, and prints a line a round and the medians.</summary>
    /// <returns>0; 1 if the bar is missed.</returns>
    public static int Run(Workload workload, string profile, int rounds, TextWriter output, TextWriter progress)
    {
        var yardstick = new Yardstick(workload);
        ProcessClock.Pin();
        string file = workload.Flow(profile, seed: 1);
        OrderFlow flow = OrderFlowFile.Read(file);
        for (int pass = 0; pass < WarmUps; pass++)
        {
            Measure(flow);
        }

        var samples = new List<(double Ours, double Theirs)>();
        for (int round = 0; round < rounds; round++)
        {
            (double theirs, _) = yardstick.Measure(file);
            Sample ours = Measure(flow);
            samples.Add((ours.Nanoseconds, theirs));
            progress.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"round {round + 1}: {ours.Nanoseconds:F1} and {theirs:F1} ns a command, {ours.AllocatedBytes:F2} bytes allocated, "
                + $"{ours.RecordBytes:F1} bytes of events, {ours.Trades} trades, checksum {ours.Checksum:x8}"));
        }

        double ratio = Samples.Median(samples.Select(sample => sample.Ours / sample.Theirs));
        output.WriteLine("profile  rounds  margin, matching, clearing, events ns  yardstick ns  ratio   bar");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{profile,-7}  {rounds,6}  {Samples.Median(samples.Select(sample => sample.Ours)),37:F1}  "
            + $"{Samples.Median(samples.Select(sample => sample.Theirs)),12:F1}  {ratio,5:F2}  {Bar,4:F1}"));
        return ratio <= Bar ? 0 : 1;
    }

    private static Sample Measure(OrderFlow flow)
    {
        var run = new ClearingRun(flow);
        run.Run(0, flow.Prefill);
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        run.Run(flow.Prefill, flow.Commands.Length);
        TimeSpan used = Environment.CpuUsage.TotalTime - before;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        double commands = flow.Commands.Length - flow.Prefill;
        return new Sample(
            used.TotalNanoseconds / commands, bytes / commands, run.EventBytes / commands, run.Trades, run.Checksum);
    }

    private readonly record struct Sample(
        double Nanoseconds, double AllocatedBytes, double RecordBytes, long Trades, uint Checksum);
}
