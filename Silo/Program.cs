using System.CommandLine;
using OrleansMarkets.Silo.Configuration;
using OrleansMarkets.Silo.Hosting;

namespace OrleansMarkets.Silo;

/// <summary>Starts a market and runs it until it is told to stop.</summary>
public static class Program
{
    /// <summary>Runs the host; exit codes are in <see cref="ExitCodes"/>.</summary>
    public static async Task<int> Main(string[] args)
    {
        RootCommand command = SiloSettings.CreateCommand((given, _) => RunAsync(given));
        ParseResult parsed = command.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Fail(SiloSettings.Bad(parsed.Errors[0].Message));
        }

        // The host has its own signals: the command line's would end the process in the middle of a stop.
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    private static async Task<int> RunAsync(IReadOnlyDictionary<string, string?> given)
    {
        try
        {
            await using MarketHost host = await MarketHost.OpenAsync(SiloSettings.Configure(given));
            await host.RunAsync(Console.Out);
            return ExitCodes.Stopped;
        }
        catch (Exception fault)
        {
            return Fail(StartFaults.Explain(fault));
        }
    }

    private static int Fail(SiloException fault)
    {
        Console.Error.WriteLine($"error {fault.Code}: {fault.Message}");
        return fault.ExitCode;
    }
}
