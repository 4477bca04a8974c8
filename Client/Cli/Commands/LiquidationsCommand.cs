using System.CommandLine;
using OrleansMarkets.Cli.Output;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>liquidations</c>.</summary>
internal static class LiquidationsCommand
{
    public static Command Create(VerbContext context)
    {
        Command command = new("liquidations", "Accounts below maintenance margin, which anyone may liquidate for a reward");
        context.Run(command, async (client, parsed, cancellation) => context.Report(
            parsed,
            await client.GetLiquidatableAsync(cancellation),
            new Column<LiquidationCandidate>("account", each => Texts.Of(each.Account), IsNumber: true),
            new Column<LiquidationCandidate>("equity", each => Texts.Of(each.Equity), IsNumber: true),
            new Column<LiquidationCandidate>("maintenance", each => Texts.Of(each.MaintenanceMargin), IsNumber: true)));
        return command;
    }
}
