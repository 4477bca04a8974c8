using System.Globalization;
using OrleansMarkets.Lab.Flows;

namespace OrleansMarkets.Benchmarks.Matching;

/// <summary>Time of the whole step of a market on a recorded order flow, beside the yardstick that only matches.</summary>
internal static class StepBenchmark
{
    /// <summary>Measures, and prints a line a round.</summary>
    public static int Run(Workload workload, string profile, int rounds, long stepNs, TextWriter output)
    {
        OrderFlow flow = OrderFlowFile.Read(workload.Flow(profile, seed: 1));
        Measure(flow, checksMargin: true, stepNs, TextWriter.Null); // profile-guided compilation wants so many commands
        output.WriteLine("margin  ns a command  allocated bytes  record bytes  trades  checksum");
        for (int round = 0; round < rounds; round++)
        {
            Measure(flow, checksMargin: false, stepNs, output);
            Measure(flow, checksMargin: true, stepNs, output);
        }

        return 0;
    }

    private static void Measure(OrderFlow flow, bool checksMargin, long stepNs, TextWriter output)
    {
        var run = new StepRun(flow, checksMargin, stepNs);
        run.Run(0, flow.Prefill);
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        run.Run(flow.Prefill, flow.Commands.Length);
        TimeSpan used = Environment.CpuUsage.TotalTime - before;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        run.CheckInvariants();
        double commands = flow.Commands.Length - flow.Prefill;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(checksMargin ? "yes" : "no"),-6}  {used.TotalNanoseconds / commands,12:F1}  {bytes / commands,15:F2}  "
            + $"{run.RecordBytes / commands,12:F1}  {run.Trades}  {run.Checksum:x8}"));
    }
}
