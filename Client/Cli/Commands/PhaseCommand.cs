using System.CommandLine;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>phase</c>, with the operator's key.</summary>
internal static class PhaseCommand
{
    private const string DefaultData = "data";

    private static readonly string[] Phases = ["open", "reduce-only", "cancel-only", "halted", "pre-open", "closing"];

    public static Command Create(VerbContext context)
    {
        Argument<string> phase = new("PHASE") { Description = string.Join(", ", Phases) };
        phase.AcceptOnlyFromAmong(Phases);
        Option<string> reason = new("--reason") { Description = "Why; kept in the market's log", Required = true };
        Option<string> data = new("--data")
        {
            Description = "Data folder of the running market; its operator.json has the key that may do this",
            DefaultValueFactory = _ => DefaultData,
        };
        Command command = new("phase", "Change a market's phase: phase BTCUSDT halted --reason 'maintenance'");
        MarketArguments market = MarketArguments.Required(command);
        command.Arguments.Add(phase);
        command.Options.Add(reason);
        command.Options.Add(data);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using IMarketsClient client = MarketsClient.Connect(
                context.Connection.Operator(parsed, parsed.GetRequiredValue(data)));
            var wanted = (TradingPhase)Array.IndexOf(Phases, parsed.GetRequiredValue(phase));
            MarketState state = await client.Admin.SetPhaseAsync(
                market.Get(parsed), wanted, parsed.GetRequiredValue(reason), cancellation);
            string asked = state.Phase == wanted.ToString() ? "" : $" now; {wanted} follows";
            return context.Say(parsed, state, $"{state.MarketId}: {state.Phase}{asked}");
        });
        return command;
    }
}
