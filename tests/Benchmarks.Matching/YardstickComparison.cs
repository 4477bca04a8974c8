using System.Globalization;
using System.Text.Json;

namespace OrleansMarkets.Benchmarks.Matching;

/// <summary>
/// The fast matcher and the bare C++ book on the same flow, in turn, on the same core. The ratio is taken round by round: the machine's
/// speed drifts, and with it both.
/// </summary>
internal static class YardstickComparison
{
    private static readonly Dictionary<string, double> Bars = new() { ["base"] = 2.0, ["multi"] = 4.0, ["deep"] = 2.5 };

    /// <summary>Compares, and prints a line a profile.</summary>
    /// <returns>0; 1 if a bar is missed or the two disagree.</returns>
    public static int Run(Workload workload, string[] profiles, int rounds, TextWriter output, TextWriter progress)
    {
        var yardstick = new Yardstick(workload);
        bool holds = true;
        output.WriteLine("profile  rounds  matcher ns  yardstick ns  ratio (least - most)  bar   trades");
        foreach (string profile in profiles)
        {
            string flow = workload.Flow(profile, seed: 1);
            var samples = new List<(double Ours, double Theirs)>();
            for (int round = 0; round < rounds; round++)
            {
                (double theirs, string hash) = yardstick.Measure(flow);
                using var ours = JsonDocument.Parse(Tool.Match(flow, "--pin"));
                samples.Add((ours.RootElement.GetProperty("ns_per_command").GetDouble(), theirs));
                holds &= ours.RootElement.GetProperty("trades_hash").GetString() == hash;
                progress.WriteLine($"{profile} round {round + 1}: {samples[^1].Ours} and {samples[^1].Theirs} ns a command");
            }

            holds &= Print(output, profile, samples, holds);
        }

        return holds ? 0 : 1;
    }

    private static bool Print(TextWriter output, string profile, List<(double Ours, double Theirs)> samples, bool agrees)
    {
        double[] ratios = [.. samples.Select(sample => sample.Ours / sample.Theirs).Order()];
        double ratio = Samples.Median(ratios);
        double bar = Bars.GetValueOrDefault(profile, double.PositiveInfinity);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{profile,-7}  {samples.Count,6}  {Samples.Median(samples.Select(sample => sample.Ours)),10:F1}  "
            + $"{Samples.Median(samples.Select(sample => sample.Theirs)),12:F1}  {ratio,5:F2} ({ratios[0],5:F2} - {ratios[^1],4:F2})  "
            + $"{bar,9:F1}   {(agrees ? "equal" : "DIFFERENT")}"));
        return ratio <= bar;
    }
}
