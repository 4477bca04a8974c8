using System.ComponentModel;
using System.Diagnostics;

namespace OrleansMarkets.Benchmarks.Matching;

/// <summary>Runs other programs.</summary>
internal static class Tool
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="ToolException">It is missing, or its exit code is not 0.</exception>
    public static string Run(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["DOTNET_TieredCompilation"] = "0";
        try
        {
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : throw new ToolException($"{program} ended with {process.ExitCode}: {output}");
        }
        catch (Win32Exception exception)
        {
            throw new ToolException($"{program} cannot be started ({exception.Message}); it comes from the distribution's packages");
        }
    }

    /// <summary>Runs the laboratory's verb for order flows.</summary>
    public static string Match(string flow, params IEnumerable<string> options) =>
        Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "OrleansMarkets.Lab.dll"), "match", flow, .. options]);
}
