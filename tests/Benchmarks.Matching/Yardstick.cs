using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansMarkets.Benchmarks.Matching;

/// <summary>The bare C++ book, built once and run on the last processor.</summary>
internal sealed partial class Yardstick(Workload workload)
{
    private readonly string _program = workload.BuildYardstick();

    /// <summary>The processor that both sides of a comparison run on.</summary>
    public static int Core => Environment.ProcessorCount - 1;

    /// <summary>Runs it on a flow.</summary>
    /// <returns>Processor time of a command, nanoseconds, and the checksum of its trades.</returns>
    public (double NanosecondsPerCommand, string TradesHash) Measure(string flow)
    {
        string core = Core.ToString(CultureInfo.InvariantCulture);
        Match line = Line().Match(Tool.Run("taskset", "-c", core, _program, flow));
        return (double.Parse(line.Groups["ns"].Value, CultureInfo.InvariantCulture), line.Groups["hash"].Value);
    }

    [GeneratedRegex(@"hash=(?<hash>[0-9a-f]{16}).* cpu_ns=(?<ns>[0-9.]+)")]
    private static partial Regex Line();
}
