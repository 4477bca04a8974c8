using System.CommandLine;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>cancel-all</c>.</summary>
internal static class CancelAllCommand
{
    public static Command Create(VerbContext context)
    {
        Command command = new("cancel-all", "Cancel all orders in a market");
        MarketArguments market = MarketArguments.Required(command);
        context.Run(command, async (client, parsed, cancellation) =>
        {
            MarketId id = market.Get(parsed);
            await client.CancelAllAsync(id, cancellation);
            return context.Say(parsed, new { Market = id }, $"all orders in {id} cancelled");
        });
        return command;
    }
}
