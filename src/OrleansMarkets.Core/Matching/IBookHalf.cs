namespace OrleansMarkets.Core.Matching;

/// <summary>
/// What differs between the two sides of a book, as a type: code over a half is compiled once for bids and once for asks, without a branch
/// on the side.
/// </summary>
internal interface IBookHalf
{
    /// <summary>The side.</summary>
    static abstract Side Side { get; }

    /// <summary>The best price of an empty half: no limit reaches it.</summary>
    static abstract long Empty { get; }

    /// <summary>Whether an incoming limit trades with a resting price of this half.</summary>
    static abstract bool IsReached(long restingUnits, long limitUnits);

    /// <summary>Whether a price is better than another one of this half.</summary>
    static abstract bool IsBetter(long priceUnits, long thanUnits);

    /// <summary>The key under which <see cref="FarLevels"/> sorts a price; it is its own inverse.</summary>
    static abstract long KeyOf(long priceUnits);

    /// <summary>The best price of this half in a window.</summary>
    static abstract ref long BestOf(ref LevelMap map);

    /// <summary>Far levels of this half.</summary>
    static abstract FarLevels FarOf(in LevelMap map);

    /// <summary>The first occupied price of the window that is worse than a price; <see cref="Empty"/> if there is none.</summary>
    static abstract long NextInWindow(in LevelMap map, long priceUnits);

    /// <summary>The worst occupied price of the window; one that is better than every price of this half if there is none.</summary>
    static abstract long WorstInWindow(in LevelMap map);

    /// <summary>The next occupied price of the window toward the other half, which it may belong to.</summary>
    static abstract long BetterInWindow(in LevelMap map, long priceUnits);
}
