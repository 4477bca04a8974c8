using OrleansMarkets.Core.Tests.Clearing;
using OrleansMarkets.MarketData.Candles;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Replicas;
using OrleansMarkets.MarketData.Tests.Replicas;

namespace OrleansMarkets.MarketData.Tests.Candles;

/// <summary>Candles of a replica are those of its trades and prices.</summary>
public sealed class ReplicaCandleTests
{
    [Fact]
    public void Candles_add_up_to_the_trades()
    {
        var traffic = new RandomMarket(31);
        traffic.Run(3_000);
        MarketReplica replica = Pages.Replica(traffic.Market, new ReplicaLimits { Trades = int.MaxValue });
        PublicTrade[] trades = [.. replica.ReadTrades(int.MaxValue).Where(trade => trade.Kind != ExecutionKind.Deleveraging)];
        Assert.True(trades.Length > 100);
        foreach (CandleInterval interval in CandleInterval.All)
        {
            Candle[] bars = [.. replica.ReadCandles(new CandleQuery(CandleSource.Trades, interval, null, null, 1_000))];
            Assert.Equal(trades.Sum(trade => trade.Lots), bars.Sum(bar => bar.Lots));
            Assert.Equal(trades.Sum(trade => trade.NotionalQuanta), bars.Sum(bar => (long)bar.TurnoverQuanta));
            Assert.Equal(trades.Max(trade => trade.PriceUnits), bars.Max(bar => bar.HighUnits));
            Assert.Equal(trades.Min(trade => trade.PriceUnits), bars.Min(bar => bar.LowUnits));
            Assert.Equal(trades[0].PriceUnits, bars[0].CloseUnits);
            Assert.All(bars.Zip(bars.Skip(1)), pair => Assert.Equal(pair.Second.CloseUnits, pair.First.OpenUnits));
        }
    }

    [Fact]
    public void Mark_and_index_have_candles_of_their_own()
    {
        var market = new TestMarket();
        market.Index(1_010);
        market.Index(990);
        market.Index(995, quorum: false);
        MarketReplica replica = Pages.Replica(market);
        Candle index = Assert.Single(replica.ReadCandles(new CandleQuery(CandleSource.Index, CandleInterval.All[^1], null, null, 9)));
        Assert.Equal(
            (1_000L, 1_010L, 990L, 990L, 0L), (index.OpenUnits, index.HighUnits, index.LowUnits, index.CloseUnits, index.Lots));
        Candle mark = Assert.Single(replica.ReadCandles(new CandleQuery(CandleSource.Mark, CandleInterval.All[^1], null, null, 9)));
        Assert.Equal(market.Engine.MarkUnits, mark.CloseUnits);
        Assert.Empty(replica.ReadCandles(new CandleQuery(CandleSource.Trades, CandleInterval.All[0], null, null, 9)));
    }
}
