using OrleansMarkets.Core.Clearing;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>What was seen of one record so far.</summary>
internal sealed class StepTrail(RecordHeader header)
{
    public RecordHeader Header { get; } = header;

    /// <summary>The plan of an auto-deleveraging, if this is one.</summary>
    public DeleverageTrail? Deleverage { get; init; }

    public int Fundings { get; set; }
}
