using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Matching.Auctions;

/// <summary>The rule of the call auction written as plainly as possible: every price is tried against every order.</summary>
internal static class NaiveCallAuction
{
    public static (AuctionPrice Price, List<AuctionFill> Fills) Uncross(List<AuctionOrder> orders, long tick, long reference)
    {
        AuctionPrice best = default;
        foreach (IGrouping<long, AuctionPrice> candidates in Candidates(orders, tick, reference)
            .Select(price => At(orders, price))
            .GroupBy(price => price.VolumeLots)
            .OrderByDescending(price => price.Key)
            .Take(1))
        {
            best = candidates.Key == 0 ? default : Choose([.. candidates], tick, reference);
        }

        return (best, [.. Fills(orders, Side.Buy, best), .. Fills(orders, Side.Sell, best)]);
    }

    public static AuctionPrice At(List<AuctionOrder> orders, long price) =>
        new(price, LotsAt(orders, Side.Buy, price), LotsAt(orders, Side.Sell, price));

    public static IEnumerable<long> Candidates(List<AuctionOrder> orders, long tick, long reference)
    {
        List<long> limits = [.. orders.Where(order => order.Type == OrderType.Limit).Select(order => order.PriceUnits)];
        return limits.Count == 0
            ? [reference]
            : limits.Concat(Multiples(limits.Min(), limits.Max(), tick)).Distinct();
    }

    private static IEnumerable<long> Multiples(long lowest, long highest, long tick)
    {
        for (long price = lowest; price <= highest; price++)
        {
            if (price % tick == 0)
            {
                yield return price;
            }
        }
    }

    private static AuctionPrice Choose(List<AuctionPrice> candidates, long tick, long reference)
    {
        long least = candidates.Min(price => Math.Abs(price.SurplusLots));
        List<AuctionPrice> equal = [.. candidates.Where(price => Math.Abs(price.SurplusLots) == least).OrderBy(price => price.PriceUnits)];
        if (equal.TrueForAll(price => price.SurplusLots > 0))
        {
            return equal[^1];
        }

        if (equal.TrueForAll(price => price.SurplusLots < 0))
        {
            return equal[0];
        }

        long rounded = tick * (long)Math.Round(reference / (double)tick, MidpointRounding.ToEven);
        return equal.Count == 1 && equal[0].PriceUnits == reference
            ? equal[0]
            : equal.MinBy(price => Math.Abs(price.PriceUnits - rounded));
    }

    private static long LotsAt(List<AuctionOrder> orders, Side side, long price) =>
        orders.Where(order => order.Side == side && order.Accepts(price)).Sum(order => order.Lots);

    private static IEnumerable<AuctionFill> Fills(List<AuctionOrder> orders, Side side, AuctionPrice price)
    {
        long left = price.VolumeLots;
        List<AuctionOrder> waiting = [.. orders.Where(order => order.Side == side)];
        while (left > 0)
        {
            AuctionOrder first = waiting[0];
            foreach (AuctionOrder order in waiting)
            {
                first = IsBetter(order, first) ? order : first;
            }

            long lots = Math.Min(left, first.Lots);
            left -= lots;
            waiting.Remove(first);
            yield return new AuctionFill(first.OrderId, side, lots);
        }
    }

    private static bool IsBetter(AuctionOrder order, AuctionOrder than)
    {
        if (order.Type != than.Type)
        {
            return order.Type == OrderType.Market;
        }

        return order.Type == OrderType.Limit
            && (order.Side == Side.Buy ? order.PriceUnits > than.PriceUnits : order.PriceUnits < than.PriceUnits);
    }
}
