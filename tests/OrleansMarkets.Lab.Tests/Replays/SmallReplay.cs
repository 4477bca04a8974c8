using OrleansMarkets.Lab.Commands;

namespace OrleansMarkets.Lab.Tests.Replays;

/// <summary>Short replays of generated bars through the command line, as a user runs them.</summary>
internal static class SmallReplay
{
    public static string Json(ulong seed, int bars = 240, int accounts = 50, params string[] more)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        string[] args = ["replay", "--synthetic", "--json", "--seed", $"{seed}", "--bars", $"{bars}", "--accounts", $"{accounts}", .. more];
        int exit = LabCommandLine.Run(args, output, error);
        Assert.True(exit == ExitCodes.Ok, error.ToString());
        return output.ToString();
    }
}
