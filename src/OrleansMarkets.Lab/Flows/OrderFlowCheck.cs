using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Lab.Flows;

/// <summary>What a command must be like before a matcher may see it.</summary>
internal static class OrderFlowCheck
{
    /// <summary>Checks all commands.</summary>
    /// <exception cref="LabException">One is not sound; the message names it.</exception>
    public static void CheckAll(ReadOnlySpan<OrderCommand> commands, int symbols, uint ids, string source)
    {
        uint highest = 0;
        for (int index = 0; index < commands.Length; index++)
        {
            OrderCommand command = commands[index];
            if ((FaultOf(command, symbols) ?? FaultOfIds(command, ids, ref highest)) is { } fault)
            {
                throw new LabException(ErrorCodes.FlowBadCommand, $"{source}: command {index}: {fault}");
            }
        }
    }

    private static string? FaultOf(in OrderCommand command, int symbols)
    {
        bool enters = command.Kind != OrderCommandKind.Cancel;
        bool isPriced = enters && !(command.Kind == OrderCommandKind.New && command.Rule == EntryRule.Market);
        return command.Kind is < OrderCommandKind.New or > OrderCommandKind.Replace ? $"kind {(byte)command.Kind}"
            : command.Symbol >= symbols ? $"symbol {command.Symbol} of {symbols}"
            : enters && command.SideIndex > 1 ? $"side {command.SideIndex}"
            : command.Kind == OrderCommandKind.New && command.Rule > EntryRule.FillOrKill ? $"time in force {(byte)command.Rule}"
            : enters && command.Lots == 0 ? "no quantity"
            : isPriced && Int128.Abs(command.PriceUnits) > OrderFlowFile.MaximumPriceUnits ? $"price {command.PriceUnits}"
            : null;
    }

    // Ids rise as orders enter, so that none enters twice.
    private static string? FaultOfIds(in OrderCommand command, uint ids, ref uint highest)
    {
        bool isNew = command.Kind == OrderCommandKind.New;
        if (!isNew && command.OrderId >= ids)
        {
            return $"id {command.OrderId} of {ids}";
        }

        if (command.Kind == OrderCommandKind.Cancel)
        {
            return null;
        }

        uint entering = isNew ? command.OrderId : command.NewOrderId;
        if (entering <= highest || entering >= ids)
        {
            return $"id {entering} enters after {highest}";
        }

        highest = entering;
        return null;
    }
}
