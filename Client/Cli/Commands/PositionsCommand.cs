using System.CommandLine;
using OrleansMarkets.Cli.Output;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>positions</c>.</summary>
internal static class PositionsCommand
{
    public static Command Create(VerbContext context)
    {
        Command command = new("positions", "Open positions");
        context.Run(command, async (client, parsed, cancellation) => context.Report(
            parsed,
            await client.GetPositionsAsync(cancellation),
            new Column<Position>("market", each => each.MarketId.ToString()),
            new Column<Position>("size", each => Texts.Of(each.Size), IsNumber: true),
            new Column<Position>("entry", each => Texts.Of(each.EntryPrice), IsNumber: true),
            new Column<Position>("mark", each => Texts.Of(each.MarkPrice), IsNumber: true),
            new Column<Position>("liquidation", each => Texts.Of(each.LiquidationPrice), IsNumber: true),
            new Column<Position>("unrealised", each => Texts.Of(each.UnrealisedPnl), IsNumber: true),
            new Column<Position>("realised", each => Texts.Of(each.RealisedPnl), IsNumber: true)));
        return command;
    }
}
