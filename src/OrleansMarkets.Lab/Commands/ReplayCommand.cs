using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using OrleansMarkets.Lab.Bars;
using OrleansMarkets.Lab.Reports;
using OrleansMarkets.Lab.Venue;

namespace OrleansMarkets.Lab.Commands;

/// <summary>The verb <c>replay</c>: bars in, summary out.</summary>
public static class ReplayCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Argument<string?> file = new("FILE")
        {
            Description = "One-minute bars, .csv or .csv.gz: " + BarRow.Header,
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> synthetic = new("--synthetic") { Description = "Replay bars generated from the seed instead of a file" };
        Option<int> bars = Number(
            "--bars", "Bars to generate with --synthetic", ReplayOptions.DefaultSyntheticBars, 1, BarSeries.MaximumBars);
        Option<int> accounts = Number("--accounts", "Traders", ReplayOptions.DefaultAccounts, 0, ReplayOptions.MaximumAccounts);
        Option<ulong> seed = new("--seed") { Description = "Seed of everything drawn", DefaultValueFactory = _ => 1 };
        Option<bool> json = new("--json") { Description = "Print the summary as one JSON line" };
        Option<string?> snapshot = new("--snapshot") { Description = "Keep the journal in this folder (new or empty) for verify" };
        Command command = new("replay", "Play one-minute bars through oracles, makers, leveraged accounts, funding and liquidation")
        {
            file, synthetic, bars, accounts, seed, json, snapshot,
        };
        command.Validators.Add(result => RequireOneSource(result, file, synthetic));
        command.SetAction(parsed => Run(
            new ReplayOptions(
                parsed.GetValue(file),
                parsed.GetValue(bars),
                parsed.GetValue(accounts),
                parsed.GetValue(seed),
                parsed.GetValue(json),
                parsed.GetValue(snapshot)),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(ReplayOptions options, TextWriter output, TextWriter error)
    {
        BarSeries bars = options.File is null ? SyntheticBars.Generate(options.Seed, options.SyntheticBars) : BarFile.Read(options.File);
        ProgressBar progress = new(error, bars.Bars.Length, isTerminal: !Console.IsErrorRedirected);
        ReplaySummary summary = Replay.Run(bars, options.Accounts, options.Seed, options.SnapshotDirectory, progress);
        output.WriteLine(options.Json ? SummaryJson.Write(summary) : SummaryText.Write(summary));
        return summary.HoldsTogether ? ExitCodes.Ok : ExitCodes.CheckFailed;
    }

    private static void RequireOneSource(CommandResult result, Argument<string?> file, Option<bool> synthetic)
    {
        if (result.GetValue(file) is null != result.GetValue(synthetic))
        {
            result.AddError("name either a FILE of bars or --synthetic");
        }
    }

    private static Option<int> Number(string name, string description, int whenMissing, int minimum, int maximum)
    {
        Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => whenMissing };
        option.Validators.Add(result =>
        {
            // A value that does not parse has its own error already.
            bool parses = result.Tokens.Count == 1
                && int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int _);
            if (parses && result.GetValueOrDefault<int>() is int value && (value < minimum || value > maximum))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be from {minimum} to {maximum}, not {value}"));
            }
        });
        return option;
    }
}
