using System.CommandLine;
using OrleansMarkets.Cli.Output;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>markouts</c>.</summary>
internal static class MarkoutsCommand
{
    public static Command Create(VerbContext context)
    {
        Command command = new("markouts", "What your own fills were worth some time later");
        MarketArguments market = MarketArguments.Required(command);
        context.Run(command, async (client, parsed, cancellation) => context.Report(
            parsed,
            await client.GetMarkoutsAsync(market.Get(parsed), cancellation),
            new Column<Markout>("as", each => each.IsMaker ? "maker" : "taker"),
            new Column<Markout>("after", each => $"{Texts.Of((decimal)each.Horizon.TotalSeconds)} s", IsNumber: true),
            new Column<Markout>("fills", each => Texts.Of(each.Fills), IsNumber: true),
            new Column<Markout>("quantity", each => Texts.Of(each.Quantity), IsNumber: true),
            new Column<Markout>("value", each => Texts.Of(each.Value), IsNumber: true),
            new Column<Markout>("gain", each => Texts.Of(each.Amount), IsNumber: true),
            new Column<Markout>("rate", each => Texts.Of(each.Rate), IsNumber: true)));
        return command;
    }
}
