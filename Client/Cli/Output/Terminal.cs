using Spectre.Console;

namespace OrleansMarkets.Cli.Output;

/// <summary>Where a verb writes: results to one side, everything else to the other.</summary>
/// <param name="Results">Results.</param>
/// <param name="Remarks">Errors and remarks.</param>
/// <param name="IsInteractive">Whether results go to a person's screen, which can be redrawn.</param>
internal sealed record Terminal(TextWriter Results, TextWriter Remarks, bool IsInteractive)
{
    // A table that goes to a file or a pipe is not cut to a screen's width.
    private const int WidthOfFiles = 200;

    /// <summary>The terminal that the process was started in.</summary>
    public static Terminal OfProcess() => new(Console.Out, Console.Error, !Console.IsOutputRedirected);

    /// <summary>Drawing on the side of the results.</summary>
    public IAnsiConsole Canvas()
    {
        IAnsiConsole canvas = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Results),
            Ansi = IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = IsInteractive ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!IsInteractive)
        {
            canvas.Profile.Width = WidthOfFiles;
        }

        return canvas;
    }
}
