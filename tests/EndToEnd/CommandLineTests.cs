using OrleansMarkets.EndToEnd.Processes;

namespace OrleansMarkets.EndToEnd;

/// <summary>The command line as a process of its own, with the operator's file that the host wrote.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly DataFolder _data = new();

    private string Profile => Path.Combine(_data.Path, "profile.json");

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_new_account_trades_from_its_profile()
    {
        (SiloProcess silo, _) = await SiloProcess.StartAsync(_data.Path);
        using (silo)
        {
            string made = await RunAsync("account", "new", "--deposit", "100000", "--data", _data.Path);
            Assert.Matches(@"(?m)^API key: \S+$", made);
            Assert.Matches(@"(?m)^API secret: \S+$", made);
            Assert.Contains("equity 100000 USDT", await RunAsync("account", "show"), StringComparison.Ordinal);
            Assert.Contains("Open", await RunAsync("status"), StringComparison.Ordinal);
            string placed = await RunAsync("place", "BTCUSDT", "buy", "0.01", "58000", "--post-only", "--id", "by-hand");
            Assert.Contains("(id by-hand): Open, 0 of 0.01 filled", placed, StringComparison.Ordinal);
            Assert.Contains("by-hand", await RunAsync("orders"), StringComparison.Ordinal);
            Assert.Contains("order by-hand cancelled", await RunAsync("cancel", "BTCUSDT", "--id", "by-hand"), StringComparison.Ordinal);
            Assert.Equal("none\n", await RunAsync("orders"));
            (int refused, _, string why) = await ChildProcess.RunAsync(
                BuildOutput.Cli, "cancel", "BTCUSDT", "--id", "by-hand", "--profile", Profile);
            Assert.Equal(1, refused);
            Assert.StartsWith("rejected: ", why, StringComparison.Ordinal);
            await silo.StopAsync();
        }

        (int unreachable, _, string silence) = await ChildProcess.RunAsync(BuildOutput.Cli, "wallet", "--profile", Profile);
        Assert.Equal(3, unreachable);
        Assert.StartsWith("unreachable: ", silence, StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        (int exitCode, string output, string error) = await ChildProcess.RunAsync(BuildOutput.Cli, [.. arguments, "--profile", Profile]);
        Assert.True(exitCode == 0, $"{string.Join(' ', arguments)}: {exitCode}, {error}");
        return output;
    }
}
