using System.CommandLine;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>cancel</c>.</summary>
internal static class CancelCommand
{
    public static Command Create(VerbContext context)
    {
        Command command = new("cancel", "Cancel an order: cancel BTCUSDT --id quote-17");
        MarketArguments market = MarketArguments.Required(command);
        OrderArguments order = OrderArguments.AddTo(command, isRequired: true);
        context.Run(command, async (client, parsed, cancellation) =>
        {
            OrderKey key = order.Find(parsed)!.Value;
            await client.CancelAsync(market.Get(parsed), key, cancellation);
            return context.Say(parsed, new { Cancelled = key.Id }, $"order {key} cancelled");
        });
        return command;
    }
}
