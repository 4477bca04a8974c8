namespace OrleansMarkets.Core.Matching;

/// <summary>A price level outside the window of a book.</summary>
internal struct FarLevel
{
    /// <summary>Price for bids, negative price for asks: the best level of either side has the highest key.</summary>
    public long Key;

    /// <summary>The level.</summary>
    public BookLevel Level;
}
