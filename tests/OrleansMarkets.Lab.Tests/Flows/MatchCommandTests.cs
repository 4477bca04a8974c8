using System.Text.Json;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Lab.Commands;

namespace OrleansMarkets.Lab.Tests.Flows;

public sealed class MatchCommandTests
{
    // Computed by hand from the definition: order 1 sells 5 at 1,000, order 2 buys 2 of them.
    private const string HashOfOneTrade = "4667ae542d8f94e1";

    private static readonly OrderCommand[] Commands =
    [
        FlowBytes.New(1, isBuy: false, 1_000, 5),
        FlowBytes.New(2, isBuy: true, 1_000, 2),
        FlowBytes.New(3, isBuy: true, 1_000, 1, EntryRule.PostOnly),
        FlowBytes.New(4, isBuy: true, 1_000, 9, EntryRule.FillOrKill),
        FlowBytes.New(5, isBuy: true, 999, 9, EntryRule.ImmediateOrCancel),
        FlowBytes.New(6, isBuy: true, 998, 4),
        FlowBytes.Cancel(2),
        FlowBytes.Replace(6, 7, 997, 3),
        FlowBytes.Replace(6, 8, 997, 3),
        FlowBytes.New(9, isBuy: true, 990, 4),
        FlowBytes.Cancel(9),
    ];

    [Theory]
    [InlineData("fast")]
    [InlineData("naive")]
    public void The_report_has_the_reference_matchers_keys_and_the_speed(string engine)
    {
        JsonElement report = Match(FlowBytes.Of(1, 2, Commands), engine == "naive" ? ["--naive"] : []);
        Assert.Equal(engine, report.GetProperty("engine").GetString());
        Expect(report, ("file_seed", 77), ("symbols", 1), ("commands", 11), ("prefill", 2), ("trades", 1), ("trades_in_prefill", 1));
        Expect(report, ("volume", 2), ("notional", 2_000), ("resting", 2), ("resting_qty", 6), ("levels", 2));
        Expect(report, ("accepted", 6), ("rested", 4), ("ioc_remainder_cancelled", 1), ("post_only_rejected", 1), ("fok_killed", 1));
        Expect(report, ("cancelled", 1), ("cancel_rejected", 1), ("replaced", 1), ("replace_rejected", 1));
        Assert.Equal(HashOfOneTrade, report.GetProperty("trades_hash").GetString());
        Assert.Equal(16, report.GetProperty("book_hash").GetString()!.Length);
        Assert.True(report.GetProperty("ns_per_command").GetDouble() >= 0);
        Assert.True(report.GetProperty("latency_p50_ns").GetInt64() <= report.GetProperty("latency_p99_ns").GetInt64());
        Assert.True(report.GetProperty("latency_p99_9_ns").GetInt64() <= report.GetProperty("latency_max_ns").GetInt64());
    }

    [Fact]
    public void The_fast_matcher_allocates_nothing_after_its_warm_up()
    {
        JsonElement report = Match(FlowBytes.Of(1, 0, Commands));
        Assert.Equal(0, report.GetProperty("allocated_bytes_per_command").GetDouble());
    }

    [Fact]
    public void A_missing_file_is_said_with_its_code()
    {
        var error = new StringWriter();
        Assert.Equal(ExitCodes.BadInput, LabCommandLine.Run(["match", "no-such-file.ofw"], TextWriter.Null, error));
        Assert.StartsWith("error " + ErrorCodes.FlowMissing + ": ", error.ToString(), StringComparison.Ordinal);
    }

    private static void Expect(JsonElement report, params (string Key, long Value)[] expected)
    {
        foreach ((string key, long value) in expected)
        {
            Assert.Equal((key, value), (key, report.GetProperty(key).GetInt64()));
        }
    }

    private static JsonElement Match(byte[] file, params string[] options)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, file);
            var output = new StringWriter();
            Assert.Equal(ExitCodes.Ok, LabCommandLine.Run(["match", path, .. options], output, TextWriter.Null));
            return JsonDocument.Parse(output.ToString()).RootElement;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
