using System.CommandLine;
using OrleansMarkets.Cli.Output;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>liquidate</c>.</summary>
internal static class LiquidateCommand
{
    public static Command Create(VerbContext context)
    {
        Argument<long> account = new("ACCOUNT") { Description = "Number of the account" };
        Command command = new("liquidate", "Run the next step of liquidating an account; the reward is yours") { account };
        context.Run(command, async (client, parsed, cancellation) =>
        {
            LiquidationOutcome outcome = await client.LiquidateAsync(parsed.GetValue(account), cancellation);
            return context.Say(
                parsed, outcome, $"account {Texts.Of(outcome.Account)}: {outcome.Stage}, reward {Texts.Of(outcome.Reward)}");
        });
        return command;
    }
}
