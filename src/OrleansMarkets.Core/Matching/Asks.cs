using System.Runtime.CompilerServices;

namespace OrleansMarkets.Core.Matching;

/// <summary>The sell half of a book.</summary>
internal readonly struct Asks : IBookHalf
{
    /// <inheritdoc/>
    public static Side Side => Side.Sell;

    /// <inheritdoc/>
    public static long Empty => LevelMap.NoAsk;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsReached(long restingUnits, long limitUnits) => restingUnits <= limitUnits;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBetter(long priceUnits, long thanUnits) => priceUnits < thanUnits;

    /// <inheritdoc/>
    public static long KeyOf(long priceUnits) => -priceUnits;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref long BestOf(ref LevelMap map) => ref map.BestAskUnits;

    /// <inheritdoc/>
    public static FarLevels FarOf(in LevelMap map) => map.FarAsks;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long NextInWindow(in LevelMap map, long priceUnits) => map.AboveInWindow(priceUnits);

    /// <inheritdoc/>
    public static long WorstInWindow(in LevelMap map) => map.HighestInWindow();

    /// <inheritdoc/>
    public static long BetterInWindow(in LevelMap map, long priceUnits) => map.BelowInWindow(priceUnits);
}
