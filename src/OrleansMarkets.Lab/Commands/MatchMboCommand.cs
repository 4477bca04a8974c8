using System.CommandLine;
using OrleansMarkets.Lab.Mbo;

namespace OrleansMarkets.Lab.Commands;

/// <summary>The verb <c>match-mbo</c>: the order messages of a real market through the matching engine.</summary>
public static class MatchMboCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "Order messages, .csv or .csv.gz: " + MboFile.Header };
        Option<bool> json = new("--json") { Description = "Print the line of JSON alone" };
        Command command = new("match-mbo", "Replay a market's order messages; compare its fills and its book with ours") { file, json };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(file), parsed.GetValue(json), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(string file, bool isJson, TextWriter output)
    {
        MboReport report = MboReplay.Run(MboFile.Read(file));
        if (!isJson)
        {
            output.WriteLine(MboText.Write(report));
        }

        output.WriteLine(MboJson.Write(report));
        return ExitCodes.Ok;
    }
}
