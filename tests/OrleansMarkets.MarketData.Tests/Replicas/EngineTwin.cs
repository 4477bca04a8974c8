using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Replicas;

namespace OrleansMarkets.MarketData.Tests.Replicas;

/// <summary>Compares a replica with the engine whose records it has folded.</summary>
internal static class EngineTwin
{
    private const int Levels = 500;

    public static void AssertSame(MarketEngine engine, MarketReplica replica, IEnumerable<long> accounts)
    {
        Assert.Equal(engine.Sequence, replica.Sequence);
        DepthImage depth = replica.ReadDepth(Levels);
        Assert.Equal(engine.TimeNs, depth.TimeNs);
        Assert.Equal(DepthOf(engine, Side.Buy), depth.Bids);
        Assert.Equal(DepthOf(engine, Side.Sell), depth.Asks);
        long longs = 0;
        foreach (long account in accounts)
        {
            AssertSameAccount(engine, replica, account);
            longs += Math.Max(0, engine.ReadRow(account).SizeLots);
        }

        AssertSameTicker(engine, replica, longs);
    }

    private static void AssertSameTicker(MarketEngine engine, MarketReplica replica, long longs)
    {
        Ticker ticker = replica.ReadTicker(engine.TimeNs);
        Assert.Equal(
            (engine.LastPriceUnits, engine.MarkUnits, engine.IndexUnits, engine.IndexPublishNs, engine.NextFundingNs, engine.Phase, longs),
            (
                ticker.LastPriceUnits,
                ticker.Status.MarkUnits,
                ticker.Status.IndexUnits,
                ticker.Status.IndexPublishedNs,
                ticker.Status.NextFundingNs,
                ticker.Status.Phase,
                ticker.Status.OpenInterestLots));
        Assert.Equal((engine.Book.BestBidUnits, engine.Book.BestAskUnits), (ticker.BestBidUnits, ticker.BestAskUnits));
        Assert.Equal(engine.Parameters.Version, replica.Parameters!.Version);
        AuctionImage auction = replica.ReadAuction();
        Assert.Equal(
            (engine.Phase, engine.Sequence, engine.Phase.IsCall() ? engine.AuctionIndication : default),
            (auction.Phase, auction.Sequence, auction.Indication));
    }

    private static void AssertSameAccount(MarketEngine engine, MarketReplica replica, long account)
    {
        ClearingRow row = engine.ReadRow(account);
        AccountTotals totals = replica.ReadTotals(account);
        Assert.Equal(
            (row.SizeLots, row.CostBasisQuanta, row.RealisedPnlQuanta, row.FeesQuanta),
            (totals.SizeLots, totals.CostBasisQuanta, totals.RealisedQuanta, totals.FeesQuanta));
        var resting = new RestingOrder[engine.Parameters.MaximumOpenOrders + 1];
        int count = engine.CopyOrders(account, resting);
        OrderImage[] all = [.. replica.ReadOpenOrders(account)];
        OrderImage[] open = [.. all.Where(order => order.WaitingLots == 0)];
        Assert.Equal(
            resting.Take(count).OrderBy(order => order.OrderId).Select(order =>
                (order.OrderId, order.Side, order.Flags, order.PriceUnits, order.RemainingLots)),
            open.Select(order => (order.OrderId, order.Side, order.Flags, order.PriceUnits, order.RestingLots)));
        Assert.Equal(
            resting.Take(count).OrderBy(order => order.OrderId).Select(order => (order.OrderId, order.QuantityLots)),
            open.Select(order => (order.OrderId, order.QuantityLots)));
        Assert.All(open, order => Assert.InRange(order.FilledLots + order.RestingLots, 1, order.QuantityLots));
        Assert.All(open, order => Assert.Equal(order.FilledLots > 0 ? OrderStatus.PartiallyFilled : OrderStatus.Open, order.Status));
        var waiting = new WaitingImage[engine.Parameters.MaximumOpenOrders + 1];
        count = engine.CopyWaiting(account, waiting);
        Assert.Equal(
            waiting.Take(count).Select(order => (order.OrderId, order.Side, order.Flags, order.Lots, order.TriggerUnits)),
            all.Where(order => order.WaitingLots > 0).Select(order =>
                (order.OrderId, order.Side, order.Flags, order.WaitingLots, order.TriggerUnits)));
        Assert.Equal(
            waiting.Take(count).Select(order =>
                (order.PriceUnits, order.Flags.HasFlag(OrderFlags.ClosePosition) ? 0 : order.QuantityLots, order.Trigger)),
            all.Where(order => order.WaitingLots > 0).Select(order =>
                (order.PriceUnits, order.QuantityLots, order.Instructions?.Trigger ?? default)));
        Assert.All(all, order => Assert.Equal(order.WaitingLots > 0, order.Status == OrderStatus.Untriggered));
    }

    private static DepthLevel[] DepthOf(MarketEngine engine, Side side)
    {
        var levels = new DepthLevel[Levels];
        return levels[..engine.Book.CopyDepth(side, levels)];
    }
}
