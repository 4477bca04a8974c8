namespace OrleansMarkets.EndToEnd.Processes;

/// <summary>The host as a real process, on free ports.</summary>
internal sealed class SiloProcess : ChildProcess
{
    // A test asks more of one address than anybody may by default.
    private static readonly Dictionary<string, string> Unlimited = new()
    {
        ["ORLEANSMARKETS_Gateway__TradeRequestsPerSecond"] = "1000000",
        ["ORLEANSMARKETS_Gateway__ReadRequestsPerSecond"] = "1000000",
        ["ORLEANSMARKETS_Gateway__AddressRequestsPerFiveSeconds"] = "10000000",
    };

    private readonly TaskCompletionSource _said = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SiloProcess(IEnumerable<string> arguments)
        : base(BuildOutput.Silo, arguments, Unlimited)
    {
    }

    /// <summary>Begins a start.</summary>
    public static SiloProcess Begin(string directory, params string[] arguments) =>
        new(
        [
            "--data", directory, "--silo-port", "0", "--gateway-port", "0",
            .. arguments.Contains("--port") ? Array.Empty<string>() : ["--port", "0"],
            .. arguments,
        ]);

    /// <summary>Starts and waits until it is ready.</summary>
    public static async Task<(SiloProcess Silo, SiloBanner Banner)> StartAsync(string directory, params string[] arguments)
    {
        SiloProcess silo = Begin(directory, arguments);
        try
        {
            return (silo, await silo.ReadBannerAsync());
        }
        catch
        {
            silo.Dispose();
            throw;
        }
    }

    /// <summary>Starts what has to be refused.</summary>
    public static async Task<(int ExitCode, string Error)> RefuseAsync(string directory, params string[] arguments)
    {
        using SiloProcess silo = Begin(directory, arguments);
        int exitCode = await silo.WaitForExitAsync(TestLimits.Start);
        Assert.Equal(string.Empty, silo.Output);
        return (exitCode, silo.Error);
    }

    /// <summary>Ctrl-C, and the end that it has to have.</summary>
    public async Task StopAsync()
    {
        Interrupt();
        int exitCode = await WaitForExitAsync(TestLimits.Stop);
        Assert.True(exitCode == 0, $"exit code {exitCode}: {Error}");
    }

    protected override void OnOutput(string line)
    {
        if (line.StartsWith(SiloBanner.LastLine, StringComparison.Ordinal))
        {
            _said.TrySetResult();
        }
    }

    private async Task<SiloBanner> ReadBannerAsync()
    {
        await Task.WhenAny(_said.Task, Ended).WaitAsync(TestLimits.Start);
        Assert.True(_said.Task.IsCompleted, $"The host ended before it was ready: {Error}");
        return SiloBanner.Parse(Output);
    }
}
