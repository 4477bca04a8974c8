using System.CommandLine;
using OrleansMarkets.Benchmarks.Load;

namespace OrleansMarkets.Benchmarks;

/// <summary>Measures the way of an order through the whole exchange; docs/performance.md says how and what came out.</summary>
public static class Program
{
    /// <summary>Runs the benchmark; the table and the JSON lines go to stdout, progress to stderr.</summary>
    public static int Main(string[] args)
    {
        var accounts = new Option<int>("--accounts") { Description = "Accounts.", DefaultValueFactory = _ => 64 };
        var outstanding = new Option<int>("--outstanding") { Description = "Calls under way.", DefaultValueFactory = _ => 1_024 };
        var rounds = new Option<int>("--rounds") { Description = "Rounds, of which medians are taken.", DefaultValueFactory = _ => 7 };
        var seconds = new Option<double>("--seconds") { Description = "Seconds a measurement.", DefaultValueFactory = _ => 2 };
        var warmUp = new Option<double>("--warm-up") { Description = "Seconds before it counts.", DefaultValueFactory = _ => 25 };
        var only = new Option<string>("--only")
        {
            Description = "all, hosted, client, single, or book.",
            DefaultValueFactory = _ => "all",
        };
        only.AcceptOnlyFromAmong("all", "hosted", "client", "single", "book");
        var data = new Option<string?>("--data") { Description = "Where the journal goes; must not be in memory." };
        var command = new RootCommand("The way of an order: client, cross margin, book, journal, answer; or a book with its journal alone.")
        {
            accounts, outstanding, rounds, seconds, warmUp, only, data,
        };
        command.SetAction(async (parsed, _) =>
        {
            var options = new BenchmarkOptions(
                parsed.GetValue(accounts),
                parsed.GetValue(outstanding),
                parsed.GetValue(rounds),
                TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                TimeSpan.FromSeconds(parsed.GetValue(warmUp)),
                parsed.GetValue(only)!,
                parsed.GetValue(data));
            if (options.Only == "book")
            {
                await BookBenchmark.RunAsync(options, Console.Out, Console.Error);
            }
            else
            {
                await OrderPathBenchmark.RunAsync(options, Console.Out, Console.Error);
            }
        });
        return command.Parse(args).Invoke();
    }
}
