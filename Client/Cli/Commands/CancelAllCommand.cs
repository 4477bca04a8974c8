using System.CommandLine;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>cancel-all</c>.</summary>
internal static class CancelAllCommand
{
    public static Command Create(VerbContext context)
    {
        Option<OrderSide?> side = new("--side") { Description = "Only this side" };
        Option<long?> tag = new("--tag") { Description = "Only orders with this tag" };
        Option<bool?> waiting = new("--waiting") { Description = "Only orders that wait; 'false' for only those in the book" };
        Command command = new("cancel-all", "Cancel all orders in a market, or some of them");
        MarketArguments market = MarketArguments.Required(command);
        foreach (Option option in new Option[] { side, tag, waiting })
        {
            command.Options.Add(option);
        }

        context.Run(command, async (client, parsed, cancellation) =>
        {
            MarketId id = market.Get(parsed);
            var filter = new CancelFilter
            {
                Side = parsed.GetValue(side),
                Tag = parsed.GetValue(tag),
                IsWaiting = parsed.GetValue(waiting),
            };
            await client.CancelAllAsync(id, filter, cancellation);
            string which = filter == new CancelFilter() ? "all orders" : "the orders";
            return context.Say(parsed, new { Market = id }, $"{which} in {id} cancelled");
        });
        return command;
    }
}
