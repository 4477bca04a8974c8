using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Lab.Flows;

/// <summary>What became of the commands of an order flow, prefill included.</summary>
public sealed class OutcomeCounts
{
    private readonly int[,] _counts = new int[(int)OrderCommandKind.Replace + 1, (int)OrderOutcome.NotFound + 1];

    /// <summary>Counts the outcomes of commands.</summary>
    public OutcomeCounts(ReadOnlySpan<OrderCommand> commands, ReadOnlySpan<OrderOutcome> outcomes)
    {
        for (int index = 0; index < commands.Length; index++)
        {
            _counts[(int)commands[index].Kind, (int)outcomes[index]]++;
        }
    }

    /// <summary>Orders that entered, new or by a replace.</summary>
    public int Accepted => Entered(OrderOutcome.Filled) + Rested + RemaindersDropped;

    /// <summary>Orders that came to rest, or their remainder.</summary>
    public int Rested => Entered(OrderOutcome.Rested);

    /// <summary>Orders of which a remainder was dropped.</summary>
    public int RemaindersDropped => Entered(OrderOutcome.RemainderDropped);

    /// <summary>Post-only orders that would have traded.</summary>
    public int PostOnlyRejected => Entered(OrderOutcome.WouldTake);

    /// <summary>Fill-or-kill orders that could not be filled whole.</summary>
    public int FillOrKillKilled => Entered(OrderOutcome.CannotFillWhole);

    /// <summary>Cancels that found their order.</summary>
    public int Cancelled => _counts[(int)OrderCommandKind.Cancel, (int)OrderOutcome.Cancelled];

    /// <summary>Cancels that did not.</summary>
    public int CancelRejected => _counts[(int)OrderCommandKind.Cancel, (int)OrderOutcome.NotFound];

    /// <summary>Replaces that found their order.</summary>
    public int Replaced =>
        _counts[(int)OrderCommandKind.Replace, (int)OrderOutcome.Filled] + _counts[(int)OrderCommandKind.Replace, (int)OrderOutcome.Rested];

    /// <summary>Replaces that did not.</summary>
    public int ReplaceRejected => _counts[(int)OrderCommandKind.Replace, (int)OrderOutcome.NotFound];

    private int Entered(OrderOutcome outcome) =>
        _counts[(int)OrderCommandKind.New, (int)outcome] + _counts[(int)OrderCommandKind.Replace, (int)outcome];
}
