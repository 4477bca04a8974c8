using System.Collections.Immutable;

namespace OrleansMarkets.Core.Matching;

/// <summary>
/// The call auction: one price for all, and who trades at it.
/// <para>
/// The price is, of all between the lowest and the highest limit (multiples of the tick, and the limits themselves), the one with
/// </para>
/// <list type="number">
/// <item>the largest volume;</item>
/// <item>of these, the smallest surplus in absolute lots;</item>
/// <item>of these, by pressure of the market: the highest if all have a surplus to buy, the lowest if all have one to sell;</item>
/// <item>else the one nearest to the reference price, which is first rounded to the tick, half to even.</item>
/// </list>
/// <para>
/// At the price, market orders trade first, then better limits, then older orders. Auctions of market orders alone trade at the reference.
/// </para>
/// </summary>
public static class CallAuction
{
    private const long AnyBuy = long.MaxValue;
    private const long AnySell = long.MinValue;

    /// <summary>Finds the equilibrium. It allocates nothing and takes time in proportion to the levels.</summary>
    /// <param name="depth">The orders by price.</param>
    /// <param name="tickUnits">Prices are multiples of this, price units, positive.</param>
    /// <param name="referenceUnits">Decides between prices that are equally good, price units.</param>
    /// <returns>The equilibrium; default if no two orders meet.</returns>
    public static AuctionPrice FindPrice(in AuctionDepth depth, long tickUnits, long referenceUnits)
    {
        if (!TryMeet(depth, out long lowest, out long highest))
        {
            return default;
        }

        long price = referenceUnits;
        if (depth.Bids.Length + depth.Asks.Length > 0)
        {
            var range = new EquilibriumRange(tickUnits);
            Scan(depth, Math.Max(lowest, LowestLimit(depth)), Math.Min(highest, HighestLimit(depth)), ref range);
            price = range.Choose(referenceUnits);
        }

        return new AuctionPrice(price, BuyLotsAt(depth, price), SellLotsAt(depth, price));
    }

    /// <summary>Finds the equilibrium of single orders and who trades.</summary>
    /// <param name="orders">The orders, oldest first.</param>
    /// <param name="tickUnits">Prices are multiples of this, price units, positive.</param>
    /// <param name="referenceUnits">Decides between prices that are equally good, price units.</param>
    public static AuctionOutcome Uncross(ReadOnlySpan<AuctionOrder> orders, long tickUnits, long referenceUnits)
    {
        AuctionOrder[] buys = InPriority(orders, Side.Buy);
        AuctionOrder[] sells = InPriority(orders, Side.Sell);
        AuctionPrice price = FindPrice(
            new AuctionDepth
            {
                Bids = LevelsOf(buys),
                Asks = LevelsOf(sells),
                MarketBuyLots = MarketLotsOf(buys),
                MarketSellLots = MarketLotsOf(sells),
            },
            tickUnits,
            referenceUnits);
        ImmutableArray<AuctionFill>.Builder fills = ImmutableArray.CreateBuilder<AuctionFill>();
        Allocate(buys, price, fills);
        Allocate(sells, price, fills);
        return new AuctionOutcome(price, fills.ToImmutable());
    }

    // Trades both sides off against each other from their best prices. The last pair bounds the prices of the largest volume: below its
    // sell limit too few would sell, above its buy limit too few would buy.
    private static bool TryMeet(in AuctionDepth depth, out long lowest, out long highest)
    {
        lowest = AnySell;
        highest = AnyBuy;
        int bid = -1;
        int ask = -1;
        long buying = depth.MarketBuyLots;
        long selling = depth.MarketSellLots;
        long bidUnits = AnyBuy;
        long askUnits = AnySell;
        bool meets = false;
        while (true)
        {
            if (buying == 0)
            {
                if (++bid == depth.Bids.Length)
                {
                    return meets;
                }

                buying = depth.Bids[bid].Lots;
                bidUnits = depth.Bids[bid].PriceUnits;
            }

            if (selling == 0)
            {
                if (++ask == depth.Asks.Length)
                {
                    return meets;
                }

                selling = depth.Asks[ask].Lots;
                askUnits = depth.Asks[ask].PriceUnits;
            }

            if (bidUnits < askUnits)
            {
                return meets;
            }

            long lots = Math.Min(buying, selling);
            buying -= lots;
            selling -= lots;
            lowest = askUnits;
            highest = bidUnits;
            meets = true;
        }
    }

    // Every limit of the range and every stretch between two of them, rising: lots to buy fall behind a buy limit, lots to sell rise at a
    // sell limit.
    private static void Scan(in AuctionDepth depth, long lowest, long highest, ref EquilibriumRange range)
    {
        long buying = BuyLotsAt(depth, lowest);
        long selling = SellLotsAt(depth, lowest);
        int bid = LastFrom(depth.Bids, lowest);
        int ask = FirstAbove(depth.Asks, lowest);
        for (long price = lowest; ;)
        {
            range.AddLimit(price, buying - selling);
            if (price == highest)
            {
                return;
            }

            if (bid >= 0 && depth.Bids[bid].PriceUnits == price)
            {
                buying -= depth.Bids[bid--].Lots;
            }

            long nextBid = bid >= 0 ? depth.Bids[bid].PriceUnits : AnyBuy;
            long nextAsk = ask < depth.Asks.Length ? depth.Asks[ask].PriceUnits : AnyBuy;
            long next = Math.Min(nextBid, nextAsk);
            range.AddBetween(price, next, buying - selling);
            price = next;
            if (nextAsk == price)
            {
                selling += depth.Asks[ask++].Lots;
            }
        }
    }

    private static long LowestLimit(in AuctionDepth depth) =>
        Math.Min(depth.Bids.IsEmpty ? AnyBuy : depth.Bids[^1].PriceUnits, depth.Asks.IsEmpty ? AnyBuy : depth.Asks[0].PriceUnits);

    private static long HighestLimit(in AuctionDepth depth) =>
        Math.Max(depth.Bids.IsEmpty ? AnySell : depth.Bids[0].PriceUnits, depth.Asks.IsEmpty ? AnySell : depth.Asks[^1].PriceUnits);

    // The lowest of the bids at or above a price; −1 if there is none.
    private static int LastFrom(ReadOnlySpan<DepthLevel> bids, long priceUnits)
    {
        int count = 0;
        while (count < bids.Length && bids[count].PriceUnits >= priceUnits)
        {
            count++;
        }

        return count - 1;
    }

    private static int FirstAbove(ReadOnlySpan<DepthLevel> asks, long priceUnits)
    {
        int first = 0;
        while (first < asks.Length && asks[first].PriceUnits <= priceUnits)
        {
            first++;
        }

        return first;
    }

    private static long BuyLotsAt(in AuctionDepth depth, long priceUnits)
    {
        long lots = depth.MarketBuyLots;
        for (int bid = LastFrom(depth.Bids, priceUnits); bid >= 0; bid--)
        {
            lots += depth.Bids[bid].Lots;
        }

        return lots;
    }

    private static long SellLotsAt(in AuctionDepth depth, long priceUnits)
    {
        long lots = depth.MarketSellLots;
        for (int ask = FirstAbove(depth.Asks, priceUnits) - 1; ask >= 0; ask--)
        {
            lots += depth.Asks[ask].Lots;
        }

        return lots;
    }

    // The sort is stable, so that equal prices stay in order of time.
    private static AuctionOrder[] InPriority(ReadOnlySpan<AuctionOrder> orders, Side side) =>
    [
        .. orders.ToArray()
            .Where(order => order.Side == side)
            .OrderBy(order => order.Type == OrderType.Market ? 0 : 1)
            .ThenBy(order => order.Type == OrderType.Market ? 0 : side == Side.Buy ? -order.PriceUnits : order.PriceUnits),
    ];

    private static DepthLevel[] LevelsOf(AuctionOrder[] inPriority) =>
    [
        .. inPriority
            .Where(order => order.Type == OrderType.Limit)
            .GroupBy(order => order.PriceUnits)
            .Select(level => new DepthLevel(level.Key, level.Sum(order => order.Lots), level.Count())),
    ];

    private static long MarketLotsOf(AuctionOrder[] orders) =>
        orders.Where(order => order.Type == OrderType.Market).Sum(order => order.Lots);

    private static void Allocate(AuctionOrder[] inPriority, AuctionPrice price, ImmutableArray<AuctionFill>.Builder fills)
    {
        long left = price.VolumeLots;
        foreach (AuctionOrder order in inPriority)
        {
            long lots = Math.Min(left, order.Lots);
            if (lots == 0)
            {
                return;
            }

            fills.Add(new AuctionFill(order.OrderId, order.Side, lots));
            left -= lots;
        }
    }
}
