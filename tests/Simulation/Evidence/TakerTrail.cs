namespace OrleansMarkets.Simulation.Evidence;

/// <summary>What one taker did in its step.</summary>
internal sealed class TakerTrail
{
    public long Lots { get; set; }

    public long NotionalQuanta { get; set; }

    public long LowestUnits { get; set; } = long.MaxValue;

    public long HighestUnits { get; set; }

    public long SizeBefore { get; init; }

    public long SizeAfter { get; set; }
}
