using System.Runtime.CompilerServices;

namespace OrleansMarkets.Core.Matching;

/// <summary>The buy half of a book.</summary>
internal readonly struct Bids : IBookHalf
{
    /// <inheritdoc/>
    public static Side Side => Side.Buy;

    /// <inheritdoc/>
    public static long Empty => LevelMap.NoBid;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsReached(long restingUnits, long limitUnits) => restingUnits >= limitUnits;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBetter(long priceUnits, long thanUnits) => priceUnits > thanUnits;

    /// <inheritdoc/>
    public static long KeyOf(long priceUnits) => priceUnits;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref long BestOf(ref LevelMap map) => ref map.BestBidUnits;

    /// <inheritdoc/>
    public static FarLevels FarOf(in LevelMap map) => map.FarBids;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long NextInWindow(in LevelMap map, long priceUnits) => map.BelowInWindow(priceUnits);

    /// <inheritdoc/>
    public static long WorstInWindow(in LevelMap map) => map.LowestInWindow();

    /// <inheritdoc/>
    public static long BetterInWindow(in LevelMap map, long priceUnits) => map.AboveInWindow(priceUnits);
}
