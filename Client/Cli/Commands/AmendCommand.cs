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
        Option<decimal?> trigger = new("--trigger") { Description = "New trigger price of an order that waits" };
        Option<decimal?> distance = new("--trail") { Description = "New distance of a trailing stop" };
        Option<decimal?> rate = new("--trail-rate") { Description = "Or its new distance as a share of the best price" };
        Command command = new("amend", "Change an order: amend BTCUSDT --id quote-17 --price 30001");
        MarketArguments market = MarketArguments.Required(command);
        OrderArguments order = OrderArguments.AddTo(command, isRequired: true);
        command.Options.Add(price);
        command.Options.Add(quantity);
        command.Options.Add(trigger);
        command.Options.Add(distance);
        command.Options.Add(rate);
        context.Run(command, async (client, parsed, cancellation) =>
        {
            OrderKey key = order.Find(parsed)!.Value;
            var amendment = new OrderAmendment
            {
                Price = parsed.GetValue(price),
                Quantity = parsed.GetValue(quantity),
                TriggerPrice = parsed.GetValue(trigger),
                TrailingDistance = parsed.GetValue(distance),
                TrailingRate = parsed.GetValue(rate),
            };
            await client.AmendAsync(market.Get(parsed), key, amendment, cancellation);
            return context.Say(parsed, new { Amended = key.Id }, $"order {key} amended");
        });
        return command;
    }
}
