using System.CommandLine;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>cancel-after</c>.</summary>
internal static class CancelAfterCommand
{
    public static Command Create(VerbContext context)
    {
        Argument<int> seconds = new("SECONDS") { Description = "Seconds from now, at most 3600; 0 for never" };
        Command command = new("cancel-after", "Cancel all orders of the account after a time, unless it is said again before");
        command.Arguments.Add(seconds);
        context.Run(command, async (client, parsed, cancellation) =>
        {
            int after = parsed.GetRequiredValue(seconds);
            await client.CancelAllAfterAsync(TimeSpan.FromSeconds(after), cancellation);
            return context.Say(
                parsed, new { Seconds = after }, after == 0 ? "orders are not cancelled by time" : $"all orders go in {after} s");
        });
        return command;
    }
}
