using System.CommandLine;

namespace OrleansMarkets.Benchmarks.Matching;

/// <summary>Measures matching beside a bare C++ book, and checks it against a reference; docs/matching.md says how.</summary>
public static class Program
{
    private const string FolderVariable = "ORLEANSMARKETS_BENCH";

    /// <summary>Runs one verb; results go to stdout, progress to stderr.</summary>
    public static int Main(string[] args)
    {
        RootCommand root = new("Matching alone beside the yardstick and against the reference; the whole step of a market.")
        {
            Compare(),
            Check(),
            Step(),
            Clear(),
        };
        try
        {
            return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (ToolException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }
    }

    private static Command Compare()
    {
        Option<int> rounds = new("--rounds") { Description = "Rounds; medians are printed", DefaultValueFactory = _ => 7 };
        Option<string?> folder = Folder();
        Option<string> data = Data();
        Option<string[]> profiles = Profiles();
        Option<int> commands = Commands();
        Command command = new("compare", "The fast matcher and the yardstick in turn, pinned to one core")
        {
            folder,
            data,
            profiles,
            rounds,
            commands,
        };
        command.SetAction(parsed =>
        {
            var workload = new Workload(Chosen(parsed.GetValue(folder)), parsed.GetValue(data)!, parsed.GetValue(commands));
            return YardstickComparison.Run(workload, parsed.GetValue(profiles)!, parsed.GetValue(rounds), Console.Out, Console.Error);
        });
        return command;
    }

    private static Command Check()
    {
        Option<int[]> seeds = new("--seeds")
        {
            Description = "Seeds of the flows",
            DefaultValueFactory = _ => [1, 2],
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string?> folder = Folder();
        Option<string> data = Data();
        Option<string[]> profiles = Profiles();
        Option<int> commands = Commands();
        Option<bool> naive = new("--naive") { Description = "Check the naive matcher instead" };
        Command command = new("check", "Counts and checksums beside the reference matcher's")
        {
            folder,
            data,
            profiles,
            seeds,
            commands,
            naive,
        };
        command.SetAction(parsed =>
        {
            var workload = new Workload(Chosen(parsed.GetValue(folder)), parsed.GetValue(data)!, parsed.GetValue(commands));
            return ReferenceCheck.Run(
                workload, parsed.GetValue(profiles)!, parsed.GetValue(seeds)!, parsed.GetValue(naive), Console.Out, Console.Error);
        });
        return command;
    }

    private static Command Step()
    {
        Option<int> rounds = new("--rounds") { Description = "Rounds", DefaultValueFactory = _ => 3 };
        Option<long> stepNs = new("--step-ns")
        {
            Description = "Book time between commands, nanoseconds",
            DefaultValueFactory = _ => 100_000,
        };
        Option<string> profile = new("--profile") { Description = "Profile of the generator", DefaultValueFactory = _ => "base" };
        Option<string?> folder = Folder();
        Option<string> data = Data();
        Option<int> commands = Commands();
        Command command = new("step", "An order flow through the whole step of a market")
        {
            folder,
            data,
            profile,
            rounds,
            stepNs,
            commands,
        };
        command.SetAction(parsed => StepBenchmark.Run(
            new Workload(Chosen(parsed.GetValue(folder)), parsed.GetValue(data)!, parsed.GetValue(commands)),
            parsed.GetValue(profile)!,
            parsed.GetValue(rounds),
            parsed.GetValue(stepNs),
            Console.Out));
        return command;
    }

    private static Command Clear()
    {
        Option<int> rounds = new("--rounds") { Description = "Rounds", DefaultValueFactory = _ => 7 };
        Option<string> profile = new("--profile") { Description = "Profile of the generator", DefaultValueFactory = _ => "base" };
        Option<string?> folder = Folder();
        Option<string> data = Data();
        Option<int> commands = Commands();
        Command command = new("clear", "Margin, matching, clearing and the bytes of events, and the yardstick in turn, pinned to one core")
        {
            folder,
            data,
            profile,
            rounds,
            commands,
        };
        command.SetAction(parsed => ClearingBenchmark.Run(
            new Workload(Chosen(parsed.GetValue(folder)), parsed.GetValue(data)!, parsed.GetValue(commands)),
            parsed.GetValue(profile)!,
            parsed.GetValue(rounds),
            Console.Out,
            Console.Error));
        return command;
    }

    private static Option<string?> Folder() =>
        new("--bench") { Description = $"Folder of generator, reference and yardstick; else the variable {FolderVariable} names it" };

    private static Option<string> Data() =>
        new("--data")
        {
            Description = "Where generated flows are kept",
            DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "orleansmarkets-flows"),
        };

    private static Option<string[]> Profiles() =>
        new("--profiles")
        {
            Description = "Profiles of the generator",
            DefaultValueFactory = _ => ["base", "multi", "deep"],
            AllowMultipleArgumentsPerToken = true,
        };

    private static Option<int> Commands() =>
        new("--commands") { Description = "Commands of a flow after its prefill", DefaultValueFactory = _ => 3_000_000 };

    private static string Chosen(string? folder) =>
        folder ?? Environment.GetEnvironmentVariable(FolderVariable)
        ?? throw new ToolException($"say with --bench or {FolderVariable} where the order-flow generator is");
}
