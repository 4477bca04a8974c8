using System.Globalization;
using System.Runtime;
using System.Text.Json;
using OrleansMarkets.Benchmarks.Load;

namespace OrleansMarkets.Benchmarks.Report;

/// <summary>A table for people, and one line of JSON for each pairing.</summary>
internal static class ResultTable
{
    /// <summary>What an order alone may take beyond one empty call and one flush, microseconds.</summary>
    public const double AllowedExtraMicroseconds = 100;

    /// <summary>What share of the empty-call rate orders must reach.</summary>
    public const double WantedRateRatio = 0.5;

    /// <summary>How JSON lines are written.</summary>
    public static readonly JsonSerializerOptions Compact = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void Write(TextWriter output, BenchmarkOptions options, IReadOnlyList<Pairing> pairings, OrderTally tally)
    {
        string collector = GCSettings.IsServerGC ? "server" : "workstation";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"runtime {RuntimeName.Value}; .NET {Environment.Version}; {Environment.ProcessorCount} cores; {collector} GC, "
            + $"{GCSettings.LatencyMode}; {options.Accounts} accounts, 4 markets; "
            + $"medians of {options.Rounds} rounds of {options.Duration.TotalSeconds:0.#} s"));
        output.WriteLine($"answers: {tally.Describe()}");
        output.WriteLine("order: by way of the SDK, in which commands of one account that come together share a grain call.");
        output.WriteLine("typed: the same by way of the SDK's typed interface: decimals, client order ids, exceptions for refusals.");
        output.WriteLine("single: one grain call a command. The bars are judged for order.");
        output.WriteLine("client  outst.  what       calls/s    p50 us    p99 us  p99.9 us  bytes/call  cpu us/call");
        foreach (Pairing pairing in pairings)
        {
            Row(output, pairing, "empty", pairing.Empty);
            Row(output, pairing, "flush", pairing.Flushes);
            Row(output, pairing, "order", pairing.Orders);
            Row(output, pairing, "typed", pairing.Typed);
            Row(output, pairing, "single", pairing.Singles);
            output.WriteLine(Verdict(pairing));
        }

        foreach (Pairing pairing in pairings)
        {
            output.WriteLine(Json(options, pairing));
        }
    }

    private static void Row(TextWriter output, Pairing pairing, string what, List<Sample> samples)
    {
        if (samples.Count > 0)
        {
            Sample m = Sample.Median(samples);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{pairing.Client,-7} {pairing.Outstanding,6}  {what,-8} {m.PerSecond,9:0} {m.P50,9:0.0} {m.P99,9:0.0} {m.P999,9:0.0} "
                + $"{m.BytesPerCall,11:0} {m.CpuMicrosecondsPerCall,12:0.00}"));
        }
    }

    private static double CommandsPerCall(Pairing pairing) => Sample.Middle(pairing.CommandsPerCall, figure => figure);

    private static bool IsAlone(Pairing pairing) => pairing.Flushes.Count > 0;

    private static bool IsMet(Pairing pairing) => IsAlone(pairing)
        ? pairing.ExtraMicroseconds <= AllowedExtraMicroseconds
        : pairing.RateRatio >= WantedRateRatio;

    private static string Verdict(Pairing pairing)
    {
        string figure = IsAlone(pairing)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"p50 above empty call + flush: {pairing.ExtraMicroseconds:0.0} us (at most {AllowedExtraMicroseconds:0})")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"order rate / empty rate: {pairing.RateRatio:0.000} (at least {WantedRateRatio:0.0}), "
                + $"processor time empty / order: {pairing.ProcessorRatio:0.000}, "
                + $"{CommandsPerCall(pairing):0.0} commands a call; typed / empty: {pairing.TypedRateRatio:0.000}, "
                + $"single calls / empty: {pairing.SinglesRateRatio:0.000}");
        return $"        {figure}: {(IsMet(pairing) ? "met" : "MISSED")}";
    }

    private static string Json(BenchmarkOptions options, Pairing pairing) => JsonSerializer.Serialize(
        new
        {
            Runtime = RuntimeName.Value,
            pairing.Client,
            pairing.Outstanding,
            options.Accounts,
            options.Rounds,
            Empty = Sample.Median(pairing.Empty),
            Flush = IsAlone(pairing) ? Sample.Median(pairing.Flushes) : (Sample?)null,
            Order = Sample.Median(pairing.Orders),
            Typed = Sample.Median(pairing.Typed),
            Single = Sample.Median(pairing.Singles),
            CommandsPerCall = CommandsPerCall(pairing),
            pairing.RateRatio,
            pairing.TypedRateRatio,
            pairing.SinglesRateRatio,
            pairing.ProcessorRatio,
            ExtraMicroseconds = IsAlone(pairing) ? pairing.ExtraMicroseconds : (double?)null,
            Met = IsMet(pairing),
        },
        Compact);
}
