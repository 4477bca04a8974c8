using System.CommandLine;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>amend</c>.</summary>
internal static class AmendCommand
{
    public static Command Create(VerbContext context)
    {
        Option<decimal?> price = new("--price") { Description = "New limit price" };
        Option<decimal?> quantity = new("--qty") { Description = "New quantity of the whole order" };
        Command command = new("amend", "Change an order: amend BTCUSDT --id quote-17 --price 30001");
        MarketArguments market = MarketArguments.Required(command);
        OrderArguments order = OrderArguments.AddTo(command, isRequired: true);
        command.Options.Add(price);
        command.Options.Add(quantity);
        context.Run(command, async (client, parsed, cancellation) =>
        {
            OrderKey key = order.Find(parsed)!.Value;
            var amendment = new OrderAmendment { Price = parsed.GetValue(price), Quantity = parsed.GetValue(quantity) };
            await client.AmendAsync(market.Get(parsed), key, amendment, cancellation);
            return context.Say(parsed, new { Amended = key.Id }, $"order {key} amended");
        });
        return command;
    }
}
