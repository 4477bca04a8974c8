using OrleansMarkets.Lab.Commands;

namespace OrleansMarkets.Lab;

/// <summary>The laboratory: the whole exchange in virtual time, on recorded or generated prices.</summary>
public static class Program
{
    /// <summary>Runs one verb; exit codes are in <see cref="ExitCodes"/>.</summary>
    public static int Main(string[] args) => LabCommandLine.Run(args, Console.Out, Console.Error);
}
