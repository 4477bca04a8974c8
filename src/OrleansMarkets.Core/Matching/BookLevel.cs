namespace OrleansMarkets.Core.Matching;

/// <summary>One price level: a queue of order slots in time order. Cleared memory is an empty level.</summary>
internal struct BookLevel
{
    /// <summary>Sum of remaining lots.</summary>
    public long Lots;

    /// <summary>Oldest order.</summary>
    public int Head;

    /// <summary>Newest order.</summary>
    public int Tail;

    /// <summary>Number of orders.</summary>
    public int Orders;
}
