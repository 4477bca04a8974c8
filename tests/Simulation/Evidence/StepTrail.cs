using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Simulation.Checks;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>What was seen of one record so far.</summary>
internal sealed class StepTrail(RecordHeader header, string symbol, Violations violations)
{
    public RecordHeader Header => header;

    public long Sequence => header.Sequence;

    public long TimeNs => header.TimeNs;

    /// <summary>The plan of an auto-deleveraging, if this is one.</summary>
    public DeleverageTrail? Deleverage { get; init; }

    /// <summary>The order, if this is one.</summary>
    public SubmitCommand? Submit { get; init; }

    /// <summary>The amendment, if this is one.</summary>
    public AmendCommand? Amendment { get; init; }

    /// <summary>The mass cancel, if this is one.</summary>
    public MassCancelCommand? MassCancel { get; init; }

    public int Fundings { get; set; }

    /// <summary>Orders that have gone to the book in this step: submitted, triggered, delayed until now, or amended.</summary>
    public Dictionary<long, EnteringOrder> Entering { get; } = [];

    /// <summary>
    /// The order that the amendment has sent to the book anew; 0 if none. What was due before the amendment may have entered it, too.
    /// </summary>
    public long ReenteredId { get; set; }

    /// <summary>The order that is on its way through the book now; null if none is.</summary>
    public EnteringOrder? Current { get; set; }

    public void Require(bool holds, string invariant, FormattableString words)
    {
        if (!holds)
        {
            violations.Add(invariant, $"{symbol} {Sequence} ({header.Command}): {FormattableString.Invariant(words)}");
        }
    }
}
