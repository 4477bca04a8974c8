using System.Collections.Immutable;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Matching;
using CoreLevel = OrleansMarkets.Core.Matching.DepthLevel;
using DepthLevel = OrleansMarkets.Contracts.OrderBooks.DepthLevel;

namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>The top of a book as public data.</summary>
internal static class DepthSnapshots
{
    /// <summary>Most levels of a side.</summary>
    public const int MaximumLevels = 200;

    /// <summary>Takes a snapshot.</summary>
    public static DepthSnapshot Take(MarketEngine engine, int levels, long epoch)
    {
        int wanted = Math.Clamp(levels, 1, MaximumLevels);
        return new DepthSnapshot(epoch, engine.Sequence, Copy(engine.Book, Side.Buy, wanted), Copy(engine.Book, Side.Sell, wanted));
    }

    private static ImmutableArray<DepthLevel> Copy(LimitOrderBook book, Side side, int levels)
    {
        Span<CoreLevel> found = new CoreLevel[levels];
        int count = book.CopyDepth(side, found);
        ImmutableArray<DepthLevel>.Builder copied = ImmutableArray.CreateBuilder<DepthLevel>(count);
        foreach (CoreLevel level in found[..count])
        {
            copied.Add(new DepthLevel(level.PriceUnits, level.Lots, level.Orders));
        }

        return copied.MoveToImmutable();
    }
}
