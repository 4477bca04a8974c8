using System.CommandLine;
using OrleansMarkets.Cli.Output;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>wallet</c>.</summary>
internal static class WalletCommand
{
    public static Command Create(VerbContext context)
    {
        Command command = new("wallet", "Balances and margin");
        context.Run(command, async (client, parsed, cancellation) =>
        {
            Wallet wallet = await client.GetWalletAsync(cancellation);
            if (context.Connection.IsJson(parsed))
            {
                context.Terminal.Results.WriteLine(JsonText.Of(wallet));
                return ExitCodes.Ok;
            }

            context.Terminal.Results.WriteLine(
                $"equity {Texts.Of(wallet.Equity)}, available {Texts.Of(wallet.Available)}, "
                + $"initial margin {Texts.Of(wallet.InitialMargin)}, maintenance margin {Texts.Of(wallet.MaintenanceMargin)}");
            return context.Report(
                parsed,
                wallet.Balances,
                new Column<AssetBalance>("asset", each => each.Asset),
                new Column<AssetBalance>("balance", each => Texts.Of(each.Balance), IsNumber: true),
                new Column<AssetBalance>("equity", each => Texts.Of(each.Equity), IsNumber: true));
        });
        return command;
    }
}
