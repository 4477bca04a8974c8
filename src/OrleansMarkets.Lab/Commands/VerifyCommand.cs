using System.CommandLine;
using System.Globalization;
using OrleansMarkets.Journal;
using OrleansMarkets.Lab.Verify;

namespace OrleansMarkets.Lab.Commands;

/// <summary>The verb <c>verify</c>: runs the commands of a kept journal again.</summary>
public static class VerifyCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Argument<string> directory = new("DIR")
        {
            Description = "Folder that replay --snapshot wrote, or the data directory of a stopped market",
        };
        Command command = new("verify", "Run a kept journal's commands again; compare events, hash chain, state hash") { directory };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(directory),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(string directory, TextWriter output, TextWriter error)
    {
        try
        {
            bool isMarket = KeptMarket.IsOne(directory);
            JournalFold fold = isMarket ? KeptMarket.Verify(directory) : KeptReplay.Verify(directory);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
                streams      {fold.Streams}
                batches      {fold.Batches}, each hash and each link checked
                records      {fold.Records}, each command run again, each event compared
                state hash   {fold.StateHash()}, {(isMarket ? "sums of all logs zero" : "equal to the replay's")}
                """));
            return ExitCodes.Ok;
        }
        catch (DifferenceException exception)
        {
            error.WriteLine("difference at " + exception.Message);
            return ExitCodes.CheckFailed;
        }
        catch (JournalCorruptException exception)
        {
            error.WriteLine("difference at " + exception.Message);
            return ExitCodes.CheckFailed;
        }
    }
}
