using OrleansMarkets.Core.Clearing;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>What was seen of one record so far.</summary>
internal sealed class StepTrail(RecordHeader header)
{
    public RecordHeader Header { get; } = header;

    public long CrossPriceUnits { get; set; }

    public long CrossLots { get; set; }

    public int Fundings { get; set; }
}
