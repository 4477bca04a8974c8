using OrleansMarkets.Cli.Commands;
using OrleansMarkets.Cli.Output;

namespace OrleansMarkets.Client.Tests.Cli;

/// <summary>Runs of the command line within this process, with an environment of their own.</summary>
internal sealed class CliRun : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("orleansmarkets-cli-");

    public CliRun() => Environment["HOME"] = _home.FullName;

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public string Folder => _home.FullName;

    public string ProfilePath => Path.Combine(Folder, ".config", "orleansmarkets", "profile.json");

    public string Results { get; private set; } = "";

    public string Remarks { get; private set; } = "";

    public async Task<int> RunAsync(params string[] args)
    {
        using var results = new StringWriter();
        using var remarks = new StringWriter();
        int code = await MarketsCommandLine.RunAsync(
            args, new Terminal(results, remarks, IsInteractive: false), name => Environment.GetValueOrDefault(name));
        (Results, Remarks) = (results.ToString(), remarks.ToString());
        return code;
    }

    public void Dispose() => _home.Delete(recursive: true);
}
