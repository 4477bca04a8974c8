namespace OrleansMarkets.Core.Clearing.Pegs;

/// <summary>A pegged order in its queue. Links are places of the book of pegs; 0 ends a list.</summary>
internal struct PegEntry
{
    /// <summary>The order; 0 in a free place.</summary>
    public long OrderId;

    /// <summary>Added to the reference, price units.</summary>
    public long OffsetUnits;

    /// <summary>The worst price that it may have.</summary>
    public long WorstUnits;

    /// <summary>The round of its queue that it was priced in.</summary>
    public long Round;

    /// <summary>Its queue.</summary>
    public int Queue;

    /// <summary>Next in the queue; next free place when unused.</summary>
    public int Next;

    /// <summary>Previous in the queue.</summary>
    public int Previous;
}
