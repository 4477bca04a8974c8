using System.CommandLine;
using OrleansMarkets.Cli.Output;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>trades</c>.</summary>
internal static class TradesCommand
{
    private const int DefaultCount = 20;

    public static Command Create(VerbContext context)
    {
        Option<int> count = new("--count") { Description = "How many, 1 to 60", DefaultValueFactory = _ => DefaultCount };
        Command command = new("trades", "Latest public trades, newest first");
        MarketArguments market = MarketArguments.Required(command);
        command.Options.Add(count);
        context.Run(command, async (client, parsed, cancellation) => context.Report(
            parsed,
            await client.GetTradesAsync(market.Get(parsed), parsed.GetValue(count), cancellation),
            new Column<Trade>("time", each => Texts.Of(each.Time)),
            new Column<Trade>("taker", each => each.TakerSide.ToString()),
            new Column<Trade>("price", each => Texts.Of(each.Price), IsNumber: true),
            new Column<Trade>("quantity", each => Texts.Of(each.Quantity), IsNumber: true)));
        return command;
    }
}
