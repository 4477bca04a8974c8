using OrleansMarkets.EndToEnd.Processes;

namespace OrleansMarkets.EndToEnd;

/// <summary>The laboratory's audit of a data directory whose host has ended.</summary>
internal static class LabVerify
{
    /// <summary>Runs every command of the journal again; each hash, each event and every sum has to hold.</summary>
    public static async Task RequireIntactAsync(string directory)
    {
        (int exitCode, string output, string error) = await ChildProcess.RunAsync(BuildOutput.Lab, "verify", directory);
        Assert.True(exitCode == 0, error);
        Assert.Contains("sums of all logs zero", output, StringComparison.Ordinal);
    }
}
