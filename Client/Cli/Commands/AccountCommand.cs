using System.CommandLine;
using System.Globalization;
using OrleansMarkets.Cli.Credentials;
using OrleansMarkets.Cli.Output;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>account</c>: <c>new</c> with the operator's key, <c>show</c> with the trader's.</summary>
internal static class AccountCommand
{
    private const string DepositAsset = "USDT";
    private const string DefaultData = "data";

    public static Command Create(VerbContext context) =>
        new("account", "Accounts and their keys") { CreateNew(context), CreateShow(context) };

    private static Command CreateNew(VerbContext context)
    {
        Option<decimal> deposit = new("--deposit") { Description = $"{DepositAsset} to begin with", DefaultValueFactory = _ => 0 };
        Option<string> data = new("--data")
        {
            Description = "Data folder of the running market; its operator.json has the key that may do this",
            DefaultValueFactory = _ => DefaultData,
        };
        Option<bool> noProfile = new("--no-profile") { Description = "Print the key, keep it nowhere" };
        Command command = new("new", "Open an account with an API key, and keep the key in the profile") { deposit, data, noProfile };
        deposit.Validators.Add(result =>
        {
            if (decimal.TryParse(result.Text(), CultureInfo.InvariantCulture, out decimal asked) && asked < 0)
            {
                result.AddError("--deposit is below zero");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            HttpConnectionOptions options = context.Connection.Operator(parsed, parsed.GetRequiredValue(data));
            AccountCredentials made = await OpenAsync(options, parsed.GetValue(deposit), cancellation);
            if (!parsed.GetValue(noProfile))
            {
                string path = context.Connection.ProfilePath(parsed);
                ProfileFile.Write(path, new Profile(options.Url, made.ApiKey, made.ApiSecret, made.Account));
                context.Terminal.Remarks.WriteLine($"kept in {path}");
            }

            return context.Say(
                parsed,
                made,
                $"account: {Texts.Of(made.Account)}\nAPI key: {made.ApiKey}\nAPI secret: {made.ApiSecret}");
        });
        return command;
    }

    private static async Task<AccountCredentials> OpenAsync(HttpConnectionOptions options, decimal deposit, CancellationToken cancellation)
    {
        await using IMarketsClient client = MarketsClient.Connect(options);
        AccountCredentials made = await client.Admin.CreateAccountAsync(cancellation);
        if (deposit > 0)
        {
            await client.Admin.DepositAsync(made.Account, DepositAsset, deposit, cancellation);
        }

        return made;
    }

    private static Command CreateShow(VerbContext context)
    {
        Command command = new("show", "The account of the profile, without its secret");
        context.Run(command, async (client, parsed, cancellation) =>
        {
            HttpConnectionOptions options = context.Connection.Trader(parsed);
            Wallet wallet = await client.GetWalletAsync(cancellation);
            var shown = new { Account = context.Connection.Account(parsed), options.Url, options.ApiKey, wallet.Equity };
            return context.Say(
                parsed,
                shown,
                $"account {shown.Account} at {options.Url}, API key {options.ApiKey}, equity {Texts.Of(wallet.Equity)} {DepositAsset}");
        });
        return command;
    }
}
