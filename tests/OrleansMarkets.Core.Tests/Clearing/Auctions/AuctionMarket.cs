using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Tests.Markets;

namespace OrleansMarkets.Core.Tests.Clearing.Auctions;

/// <summary>Markets with auctions, and what their records say of them.</summary>
internal static class AuctionMarket
{
    public static AuctionParameters None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>A market of these rules in pre-open.</summary>
    public static TestMarket InPreOpen(AuctionParameters? rules = null, MarketParameters? parameters = null)
    {
        TestMarket market = With(rules, parameters);
        Assert.Equal(ResultCode.Ok, market.SetPhase(MarketPhase.PreOpen).Code);
        Assert.Equal(MarketPhase.PreOpen, market.Engine.Phase);
        return market;
    }

    /// <summary>An open market of these rules.</summary>
    public static TestMarket With(AuctionParameters? rules, MarketParameters? parameters = null) =>
        new((parameters ?? TestMarket.Calm) with { Auction = rules });

    /// <summary>Trades of a record, in auctions and without.</summary>
    public static List<TradeEvent> Trades(byte[] bytes)
    {
        var trades = new List<TradeEvent>();
        var record = new MarketRecord(bytes);
        while (record.NextEvent() is { } kind)
        {
            if (kind == EventKind.AuctionTrade)
            {
                trades.Add(record.ReadAuctionTrade().Trade);
            }
            else if (kind == EventKind.Trade)
            {
                trades.Add(record.ReadTrade());
            }
        }

        return trades;
    }

    /// <summary>Maker, taker, price and lots of the last record's trades.</summary>
    public static (long Maker, long Taker, long Price, long Lots)[] AuctionTrades(this TestMarket market) =>
        [.. Trades(market.Log[^1]).Select(trade => (trade.MakerOrderId, trade.TakerOrderId, trade.PriceUnits, trade.Lots))];

    /// <summary>Cancelled orders of the last record.</summary>
    public static (long Order, long Lots, CancelReason Reason)[] LastCancels(this TestMarket market)
    {
        var cancels = new List<(long, long, CancelReason)>();
        var record = new MarketRecord(market.Log[^1]);
        while (record.NextEvent() is { } kind)
        {
            if (kind == EventKind.OrderCancelled)
            {
                OrderCancelledEvent e = record.ReadOrderCancelled();
                cancels.Add((e.OrderId, e.Lots, e.Reason));
            }
        }

        return [.. cancels];
    }

    /// <summary>Checks all invariants, and that a fold and a snapshot come to the same state.</summary>
    public static void CheckAll(this TestMarket market)
    {
        market.Engine.CheckInvariants();
        byte[] hash = market.Engine.StateHash();
        Assert.Equal(hash, market.Folded().StateHash());
        var writer = new RecordWriter();
        market.Engine.WriteSnapshot(writer);
        Assert.Equal(hash, MarketEngine.ReadSnapshot(writer.Written).StateHash());
    }

    /// <summary>Moves time and nudges.</summary>
    public static Outcome After(this TestMarket market, long ns)
    {
        market.NowNs += ns;
        return market.Nudge();
    }

    /// <summary>Moves time past a number of seconds and nudges.</summary>
    public static Outcome AfterSeconds(this TestMarket market, long seconds) => market.After(seconds * TestMarkets.SecondNs);
}
