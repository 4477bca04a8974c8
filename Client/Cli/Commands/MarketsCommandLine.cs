using System.CommandLine;
using OrleansMarkets.Cli.Credentials;
using OrleansMarkets.Cli.Output;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verbs, and how their failures reach the user: one line on the side of the remarks, and an exit code.</summary>
internal static class MarketsCommandLine
{
    /// <summary>Parses the arguments and runs the verb.</summary>
    /// <param name="args">Arguments after the program's name.</param>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(
        string[] args, Terminal terminal, Func<string, string?> environment, CancellationToken cancellation = default)
    {
        ParseResult parsed = Root(terminal, environment).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Fail(terminal, ExitCodes.Usage, "usage", parsed.Errors[0].Message);
        }

        try
        {
            var settings = new InvocationConfiguration
            {
                Output = terminal.Results,
                Error = terminal.Remarks,
                EnableDefaultExceptionHandler = false,
            };
            return await parsed.InvokeAsync(settings, cancellation);
        }
        catch (Exception failure) when (Explain(failure) is { } explained)
        {
            return Fail(terminal, explained.Code, explained.Kind, failure.Message);
        }
    }

    private static RootCommand Root(Terminal terminal, Func<string, string?> environment)
    {
        var connection = new ConnectionArguments(environment);
        var context = new VerbContext(terminal, connection);
        RootCommand root = new("Trade on a running market.")
        {
            StatusCommand.Create(context),
            AccountCommand.Create(context),
            PlaceCommand.Create(context),
            ScaleCommand.Create(context),
            AmendCommand.Create(context),
            CancelCommand.Create(context),
            CancelAllCommand.Create(context),
            CancelAfterCommand.Create(context),
            OrdersCommand.Create(context),
            BookCommand.Create(context),
            TradesCommand.Create(context),
            TickerCommand.Create(context),
            CandlesCommand.Create(context),
            AuctionCommand.Create(context),
            ToxicityCommand.Create(context),
            MarkoutsCommand.Create(context),
            PositionsCommand.Create(context),
            WalletCommand.Create(context),
            ExecutionsCommand.Create(context),
            LiquidationsCommand.Create(context),
            LiquidateCommand.Create(context),
            PhaseCommand.Create(context),
        };
        connection.AddTo(root);
        return root;
    }

    private static (int Code, string Kind)? Explain(Exception failure) => failure switch
    {
        UsageException or ArgumentException => (ExitCodes.Usage, "usage"),
        UnknownOutcomeException => (ExitCodes.UnknownOutcome, "unknown outcome"),
        ExchangeUnavailableException or ProtocolException => (ExitCodes.Unreachable, "unreachable"),
        AccessDeniedException => (ExitCodes.Rejected, "denied"),
        MarketsException => (ExitCodes.Rejected, "rejected"),
        OperationCanceledException => (ExitCodes.UnknownOutcome, "interrupted"),
        _ => null,
    };

    private static int Fail(Terminal terminal, int code, string kind, string message)
    {
        terminal.Remarks.WriteLine($"{kind}: {message.ReplaceLineEndings(" ")}");
        return code;
    }
}
