using System.CommandLine;
using OrleansMarkets.Cli.Output;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>executions</c>.</summary>
internal static class ExecutionsCommand
{
    public static Command Create(VerbContext context)
    {
        Command command = new("executions", "Latest fills, newest first");
        MarketArguments market = MarketArguments.Optional(command);
        context.Run(command, async (client, parsed, cancellation) => context.Report(
            parsed,
            await client.GetExecutionsAsync(market.Find(parsed), cancellation: cancellation),
            new Column<Execution>("time", each => Texts.Of(each.Time)),
            new Column<Execution>("market", each => each.MarketId.ToString()),
            new Column<Execution>("order", each => each.OrderId),
            new Column<Execution>("side", each => each.Side.ToString()),
            new Column<Execution>("price", each => Texts.Of(each.Price), IsNumber: true),
            new Column<Execution>("quantity", each => Texts.Of(each.Quantity), IsNumber: true),
            new Column<Execution>("fee", each => $"{Texts.Of(each.Fee)} {each.FeeAsset}", IsNumber: true),
            new Column<Execution>("as", each => each.IsMaker ? "maker" : "taker")));
        return command;
    }
}
