using System.Net;
using System.Net.Sockets;
using OrleansMarkets.EndToEnd.Processes;

namespace OrleansMarkets.EndToEnd;

/// <summary>Starts that have to be refused, each with its stable code and exit code, and without a change of the data.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("--port", "70000")]
    [InlineData("--port", "many")]
    [InlineData("--unknown", "1")]
    public async Task A_bad_option_stops_the_start(string option, string value)
    {
        (int exitCode, string error) = await SiloProcess.RefuseAsync(_data.Path, option, value);
        Assert.Equal(2, exitCode);
        Assert.StartsWith("error silo.bad_option: ", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_data.Path));
    }

    [Fact]
    public async Task A_second_start_on_the_same_directory_is_refused()
    {
        (SiloProcess first, _) = await SiloProcess.StartAsync(_data.Path, "--no-demo");
        using (first)
        {
            (int exitCode, string error) = await SiloProcess.RefuseAsync(_data.Path, "--no-demo");
            Assert.Equal(3, exitCode);
            Assert.StartsWith("error journal.directory_locked: ", error, StringComparison.Ordinal);
            Assert.Contains("A market runs there already", error, StringComparison.Ordinal);
            await first.StopAsync();
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_stops_the_start()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        (int exitCode, string error) = await SiloProcess.RefuseAsync(_data.Path, "--no-demo", "--port", $"{port}");
        Assert.Equal(5, exitCode);
        Assert.StartsWith("error silo.port_in_use: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_stops_the_start_with_its_exact_place()
    {
        await RunOnceAsync();
        string segment = Directory.GetFiles(Path.Combine(_data.Path, "journal"), "segment-*.log").Order(StringComparer.Ordinal).First();
        byte[] before = await File.ReadAllBytesAsync(segment);
        const int WellInside = 2_000;
        before[WellInside] ^= 1;
        await File.WriteAllBytesAsync(segment, before);

        (int exitCode, string error) = await SiloProcess.RefuseAsync(_data.Path, "--no-demo");
        Assert.Equal(4, exitCode);
        Assert.StartsWith("error journal.corrupt: ", error, StringComparison.Ordinal);
        Assert.Contains("segment-00000001.log, offset ", error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(segment));
    }

    [Fact]
    public async Task A_lost_master_key_stops_the_start()
    {
        await RunOnceAsync();
        File.Delete(Path.Combine(_data.Path, "master.key"));
        (int exitCode, string error) = await SiloProcess.RefuseAsync(_data.Path, "--no-demo");
        Assert.Equal(4, exitCode);
        Assert.StartsWith("error silo.secret_unusable: ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"tick\": \"0.1\"", "\"tick\": \"0.001\"", "silo.markets.bad_value")]
    [InlineData("\"settlementAsset\"", "\"settlement\"", "silo.markets.malformed")]
    [InlineData("\"takerFeePercent\": \"0.055\"", "\"takerFeePercent\": \"100\"", "silo.markets.bad_rules")]
    public async Task Markets_that_cannot_run_stop_the_start(string text, string replacement, string code)
    {
        (int exitCode, string error) = await SiloProcess.RefuseAsync(_data.Path, "--markets", Changed(text, replacement));
        Assert.Equal(2, exitCode);
        Assert.StartsWith($"error {code}: ", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_data.Path));
    }

    [Fact]
    public async Task Changed_rules_become_the_next_version_and_a_change_of_what_is_fixed_is_refused()
    {
        await RunOnceAsync();
        string fees = Changed("\"makerFeePercent\": \"0.02\"", "\"makerFeePercent\": \"0.01\"");
        (SiloProcess changed, _) = await SiloProcess.StartAsync(_data.Path, "--no-demo", "--markets", fees);
        using (changed)
        {
            await changed.StopAsync();
            Assert.Contains("Market BTCUSDT-PERP has version 2 of its parameters", changed.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("-SPOT", changed.Error, StringComparison.Ordinal);
        }

        string lot = Changed("\"lot\": \"0.001\"", "\"lot\": \"0.0001\"");
        (int exitCode, string error) = await SiloProcess.RefuseAsync(_data.Path, "--no-demo", "--markets", lot);
        Assert.Equal(6, exitCode);
        Assert.Contains("error silo.market.fixed: market BTCUSDT-PERP is fixed for its life", error, StringComparison.Ordinal);
    }

    private async Task RunOnceAsync()
    {
        (SiloProcess silo, _) = await SiloProcess.StartAsync(_data.Path, "--no-demo");
        using (silo)
        {
            await silo.StopAsync();
        }
    }

    private string Changed(string text, string replacement)
    {
        string known = File.ReadAllText(Path.Combine(Path.GetDirectoryName(BuildOutput.Silo)!, "markets.json"));
        Assert.Contains(text, known, StringComparison.Ordinal);
        string path = _data.Beside("markets.json");
        File.WriteAllText(path, known.Replace(text, replacement, StringComparison.Ordinal));
        return path;
    }
}
