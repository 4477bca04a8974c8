using System.CommandLine;
using OrleansMarkets.Cli.Output;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>status</c>.</summary>
internal static class StatusCommand
{
    public static Command Create(VerbContext context)
    {
        Command command = new("status", "What runs there, and what its markets admit now");
        context.Run(command, async (client, parsed, cancellation) =>
        {
            ExchangeStatus status = await client.GetStatusAsync(cancellation);
            if (context.Connection.IsJson(parsed))
            {
                context.Terminal.Results.WriteLine(JsonText.Of(status));
                return ExitCodes.Ok;
            }

            context.Terminal.Results.WriteLine($"version {status.Version} on {status.Runtime}, {Texts.Of(status.Time)}");
            return context.Report(
                parsed,
                status.Markets,
                new Column<MarketState>("market", state => state.MarketId.Symbol),
                new Column<MarketState>("category", state => state.MarketId.Category.ToString().ToLowerInvariant()),
                new Column<MarketState>("phase", state => state.Phase),
                new Column<MarketState>("sequence", state => Texts.Of(state.Sequence), IsNumber: true));
        });
        return command;
    }
}
