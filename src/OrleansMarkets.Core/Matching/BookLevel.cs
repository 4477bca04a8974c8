namespace OrleansMarkets.Core.Matching;

/// <summary>One price level: a queue of order slots in time order.</summary>
internal struct BookLevel
{
    /// <summary>Price for bids, negative price for asks: the best level of either side has the highest key.</summary>
    public long Key;

    /// <summary>Sum of remaining lots.</summary>
    public long Lots;

    /// <summary>Oldest order.</summary>
    public int Head;

    /// <summary>Newest order.</summary>
    public int Tail;

    /// <summary>Number of orders.</summary>
    public int Orders;
}
