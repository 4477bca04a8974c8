namespace OrleansMarkets.Core.Clearing.Pegs;

/// <summary>The pegged orders of one reference and side: those that still have to follow the reference before those that have.</summary>
internal struct PegQueue
{
    /// <summary>First order.</summary>
    public int Head;

    /// <summary>Last order.</summary>
    public int Tail;

    /// <summary>Number of orders.</summary>
    public int Count;

    /// <summary>How many at the head still have to follow.</summary>
    public int Left;

    /// <summary>The reference that they follow.</summary>
    public long TargetUnits;

    /// <summary>
    /// The best price of the other side that stopped the first of this round that it stopped short of where it should rest; 0 if none was.
    /// </summary>
    public long StoppedUnits;

    /// <summary>Grows with each round of all orders.</summary>
    public long Round;
}
