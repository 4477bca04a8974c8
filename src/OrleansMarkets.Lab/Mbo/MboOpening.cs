using System.Collections.Immutable;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Lab.Mbo;

/// <summary>The opening auction of a feed: ours on the orders that the feed had shown, beside the recorded one.</summary>
/// <param name="Alone">Our auction of the orders that were shown.</param>
/// <param name="Unseen">Orders that the recorded auction filled and the feed never showed, as market orders of what they traded.</param>
/// <param name="WithUnseen">Our auction with those.</param>
/// <param name="RecordedPriceUnits">The recorded price, in ticks.</param>
/// <param name="RecordedLots">The recorded volume.</param>
/// <param name="RecordedFills">Orders that the recorded auction filled.</param>
/// <param name="MatchedFills">How many of those ours fills for the same lots, the unseen ones added.</param>
/// <param name="Left">What ours leaves of the shown orders, oldest first.</param>
internal sealed record MboOpening(
    AuctionPrice Alone,
    ImmutableArray<AuctionOrder> Unseen,
    AuctionPrice WithUnseen,
    long RecordedPriceUnits,
    long RecordedLots,
    int RecordedFills,
    int MatchedFills,
    ImmutableArray<AuctionOrder> Left)
{
    /// <summary>Holds the auction of a feed.</summary>
    /// <param name="rows">The feed.</param>
    /// <param name="at">Row of the recorded auction: a trade without a side.</param>
    public static MboOpening Of(ImmutableArray<MboRow> rows, int at)
    {
        ImmutableArray<AuctionOrder> shown = Collect(rows[..at]);
        ImmutableArray<MboRow> recorded = [.. rows.Skip(at + 1).TakeWhile(row => row.Action == MboAction.Fill)];
        ImmutableArray<AuctionOrder> unseen = Unshown(shown, recorded);

        // Neither auction leaves a choice to the reference price: the feed has none.
        AuctionPrice alone = CallAuction.Uncross(shown.AsSpan(), 1, rows[at].PriceUnits).Price;
        AuctionOutcome whole = CallAuction.Uncross([.. shown, .. unseen], 1, rows[at].PriceUnits);
        Dictionary<long, long> filled = whole.Fills.ToDictionary(fill => fill.OrderId, fill => fill.Lots);
        return new MboOpening(
            alone,
            unseen,
            whole.Price,
            rows[at].PriceUnits,
            rows[at].Lots,
            recorded.Length,
            recorded.Count(row => filled.GetValueOrDefault(row.OrderId) == row.Lots),
            [
                .. shown
                    .Select(order => order with { Lots = order.Lots - filled.GetValueOrDefault(order.OrderId) })
                    .Where(order => order.Lots > 0),
            ]);
    }

    // Nothing trades before the auction, so the orders are what the rows say, oldest first.
    private static ImmutableArray<AuctionOrder> Collect(ImmutableArray<MboRow> rows)
    {
        Dictionary<long, (int Entry, AuctionOrder Order)> open = [];
        for (int at = 0; at < rows.Length; at++)
        {
            MboRow row = rows[at];
            if (row.Action == MboAction.Cancel)
            {
                open.Remove(row.OrderId);
            }
            else if (row.Action is MboAction.Add or MboAction.Modify)
            {
                bool keepsPlace = open.TryGetValue(row.OrderId, out (int Entry, AuctionOrder Order) before)
                    && before.Order.PriceUnits == row.PriceUnits
                    && before.Order.Lots >= row.Lots;
                var order = new AuctionOrder(row.OrderId, row.Side!.Value, OrderType.Limit, row.PriceUnits, row.Lots);
                open[row.OrderId] = (keepsPlace ? before.Entry : at, order);
            }
        }

        return [.. open.Values.OrderBy(order => order.Entry).Select(order => order.Order)];
    }

    // The feed does not say on which side they were, but both sides of an auction trade the same: the largest goes where most is missing.
    private static ImmutableArray<AuctionOrder> Unshown(ImmutableArray<AuctionOrder> shown, ImmutableArray<MboRow> recorded)
    {
        Dictionary<long, Side> sides = shown.ToDictionary(order => order.OrderId, order => order.Side);
        long imbalance = 0;
        foreach (MboRow row in recorded)
        {
            imbalance += sides.TryGetValue(row.OrderId, out Side side) ? side == Side.Buy ? row.Lots : -row.Lots : 0;
        }

        ImmutableArray<AuctionOrder>.Builder unseen = ImmutableArray.CreateBuilder<AuctionOrder>();
        foreach (MboRow row in recorded.Where(row => !sides.ContainsKey(row.OrderId)).OrderByDescending(row => row.Lots))
        {
            Side side = imbalance < 0 ? Side.Buy : Side.Sell;
            imbalance += side == Side.Buy ? row.Lots : -row.Lots;
            unseen.Add(new AuctionOrder(row.OrderId, side, OrderType.Market, 0, row.Lots));
        }

        return unseen.ToImmutable();
    }
}
