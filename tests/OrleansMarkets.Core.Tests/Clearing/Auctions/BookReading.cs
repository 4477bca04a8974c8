using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Auctions;

/// <summary>The top of an engine's book.</summary>
internal static class BookReading
{
    public static long BestBid(this MarketEngine engine) => engine.Book.BestBidUnits;

    public static long BestBidLots(this MarketEngine engine) => Best(engine, Side.Buy);

    public static long BestAskLots(this MarketEngine engine) => Best(engine, Side.Sell);

    private static long Best(MarketEngine engine, Side side)
    {
        Span<DepthLevel> levels = stackalloc DepthLevel[1];
        return engine.Book.CopyDepth(side, levels) == 0 ? 0 : levels[0].Lots;
    }
}
