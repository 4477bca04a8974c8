using System.CommandLine;

namespace OrleansMarkets.Lab.Commands;

/// <summary>The verbs of the laboratory and how their errors reach the user.</summary>
public static class LabCommandLine
{
    /// <summary>Parses the arguments and runs the verb.</summary>
    /// <param name="args">Arguments after the program's name.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where errors and progress go.</param>
    /// <returns>An exit code of <see cref="ExitCodes"/>.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        RootCommand root = new("OrleansMarkets laboratory: replay prices through the whole exchange, verify its journals.")
        {
            ReplayCommand.Create(),
            VerifyCommand.Create(),
            MatchCommand.Create(),
            MatchMboCommand.Create(),
        };
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Fail(error, new LabException(ErrorCodes.BadOption, parsed.Errors[0].Message));
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (LabException exception)
        {
            return Fail(error, exception);
        }
    }

    private static int Fail(TextWriter error, LabException exception)
    {
        error.WriteLine($"error {exception.Code}: {exception.Message}");
        return ExitCodes.BadInput;
    }
}
