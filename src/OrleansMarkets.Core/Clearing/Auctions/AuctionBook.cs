using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Auctions;

/// <summary>The book of a market as an auction sees it: what crosses.</summary>
/// <param name="state">The market's state.</param>
internal sealed class AuctionBook(MarketState state)
{
    private DepthLevel[] _bids = new DepthLevel[64];
    private DepthLevel[] _asks = new DepthLevel[64];

    /// <summary>What an auction of the present book gives.</summary>
    /// <param name="referenceUnits">Decides between prices that are equally good.</param>
    public AuctionPrice FindPrice(long referenceUnits)
    {
        LimitOrderBook book = state.Book;
        if (!book.IsCrossed)
        {
            return default;
        }

        // What does not cross neither trades nor moves the price.
        int bids = Copy(Side.Buy, book.BestAskUnits, ref _bids);
        int asks = Copy(Side.Sell, book.BestBidUnits, ref _asks);
        var depth = new AuctionDepth { Bids = _bids.AsSpan(0, bids), Asks = _asks.AsSpan(0, asks) };
        return CallAuction.FindPrice(depth, state.Parameters.TickUnits, referenceUnits);
    }

    /// <summary>The two orders that trade next at the price of the auction.</summary>
    /// <returns>Whether there are two.</returns>
    public bool TryPair(out int buy, out int sell)
    {
        long price = state.Auction.PriceUnits;
        buy = state.Book.BestSlot(Side.Buy);
        sell = state.Book.BestSlot(Side.Sell);
        return price != 0
            && buy != LimitOrderBook.None
            && sell != LimitOrderBook.None
            && state.Book.Node(buy).PriceUnits >= price
            && state.Book.Node(sell).PriceUnits <= price;
    }

    private int Copy(Side side, long worstUnits, ref DepthLevel[] levels)
    {
        LimitOrderBook book = state.Book;
        int count = 0;
        for (bool found = book.TryBest(side, out long price); found; found = book.TryNext(side, price, out price))
        {
            if (side == Side.Buy ? price < worstUnits : price > worstUnits)
            {
                return count;
            }

            if (count == levels.Length)
            {
                Array.Resize(ref levels, 2 * count);
            }

            // What icebergs hide trades at the auction's price like what they show.
            ref readonly BookLevel level = ref book.Level(side, price);
            levels[count++] = new DepthLevel(price, level.Lots + state.Extras.HiddenAt(side, price), level.Orders);
        }

        return count;
    }
}
