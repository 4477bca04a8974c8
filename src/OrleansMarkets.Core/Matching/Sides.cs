namespace OrleansMarkets.Core.Matching;

/// <summary>What follows from a side.</summary>
public static class Sides
{
    /// <summary>The side that trades with this one.</summary>
    public static Side Opposite(this Side side) => side == Side.Buy ? Side.Sell : Side.Buy;
}
