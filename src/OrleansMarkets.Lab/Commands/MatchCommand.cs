using System.CommandLine;
using OrleansMarkets.Lab.Flows;

namespace OrleansMarkets.Lab.Commands;

/// <summary>The verb <c>match</c>: a recorded order flow through the order book alone.</summary>
public static class MatchCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "Order flow in the format OFW1" };
        Option<bool> naive = new("--naive") { Description = "Use the plain matcher that the fast one is compared with" };
        Option<bool> pin = new("--pin") { Description = "Stay on the last processor" };
        Command command = new("match", "Replay an order flow through the order book alone: counts, checksums, speed") { file, naive, pin };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(file), parsed.GetValue(naive), parsed.GetValue(pin), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(string file, bool isNaive, bool isPinned, TextWriter output)
    {
        OrderFlow flow = OrderFlowFile.Read(file);
        if (isPinned)
        {
            ProcessClock.Pin();
        }

        output.WriteLine(OrderFlowJson.Write(OrderFlowReplay.Run(flow, isNaive)));
        return ExitCodes.Ok;
    }
}
