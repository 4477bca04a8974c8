using OrleansMarkets.MarketData.Candles;

namespace OrleansMarkets.MarketData.Tests.Candles;

public sealed class CandleSeriesTests
{
    private const long Minute = 60_000_000_000;
    private const long Start = 29_400_000 * Minute;
    private const int Many = 10_000;

    private static readonly CandleInterval OneMinute = CandleInterval.All[0];

    [Fact]
    public void Nothing_traded_is_no_bar() => Assert.Empty(new CandleSeries(OneMinute, 5).Read(Latest(OneMinute, 10), Start));

    [Fact]
    public void Bars_open_at_the_close_before_and_a_gap_is_flat()
    {
        var series = new CandleSeries(OneMinute, capacity: 10);
        series.Add(Start + 5, 100, 2, 200);
        series.Add(Start + 6, 103, 1, 103);
        series.Add(Start + 7, 99, 4, 396);
        series.Add(Start + (3 * Minute), 101, 1, 101);
        Candle[] expected =
        [
            Candle.Flat(Start + (4 * Minute), 101),
            new(Start + (3 * Minute), 99, 101, 99, 101, 1, 101, Start + (3 * Minute)),
            Candle.Flat(Start + (2 * Minute), 99),
            Candle.Flat(Start + Minute, 99),
            new(Start, 100, 103, 99, 99, 7, 699, Start + 7),
        ];
        Assert.Equal(expected, series.Read(Latest(OneMinute, 10), Start + (4 * Minute) + 1));
        Assert.Equal(expected[..2], series.Read(Latest(OneMinute, 2), Start + (4 * Minute) + 1));
        Assert.Equal(expected[1..4], series.Read(Between(Start + 1, Start + (4 * Minute) - 1, 9), Start + (9 * Minute)));

        // Only a beginning: the first bars from there.
        Assert.Equal(expected[3..], series.Read(Between(0, null, 2), Start + (4 * Minute)));
        Assert.Equal(expected[2..4], series.Read(Between(Start + 1, null, 2), Start + (4 * Minute)));
        Assert.Empty(series.Read(Between(Start + (5 * Minute), null, 2), Start + (4 * Minute)));
        Assert.Empty(series.Read(Between(null, Start - 1, 2), Start + (4 * Minute)));
    }

    [Fact]
    public void Every_interval_agrees_with_a_sum_over_all_prices()
    {
        foreach (CandleInterval interval in CandleInterval.All)
        {
            var random = new Random(interval.Place);
            var series = new CandleSeries(interval, Many);
            var prices = new List<(long TimeNs, long Units, long Lots)>();
            long now = Start;
            for (int step = 0; step < 500; step++)
            {
                now += random.NextInt64(random.Next(10) == 0 ? 40 * 24 * 60 * Minute : 10 * Minute);
                prices.Add((now, 1_000 + random.Next(50), random.Next(1, 9)));
                series.Add(now, prices[^1].Units, prices[^1].Lots, prices[^1].Units * prices[^1].Lots);
            }

            long later = now + (3 * Minute);
            Assert.Equal(Naive(interval, prices, later).Take(2_000), series.Read(Latest(interval, 2_000), later));
        }
    }

    [Fact]
    public void The_oldest_bars_go_first()
    {
        var series = new CandleSeries(OneMinute, capacity: 3);
        for (int bar = 0; bar < 8; bar++)
        {
            series.Add(Start + (bar * Minute), 100 + bar, 1, 1);
        }

        Assert.Equal([107L, 106L, 105L], series.Read(Latest(OneMinute, 99), Start + (7 * Minute)).Select(bar => bar.CloseUnits));
        Assert.Equal(104, series.Read(Latest(OneMinute, 99), Start + (7 * Minute))[^1].OpenUnits);
    }

    private static IEnumerable<Candle> Naive(CandleInterval interval, List<(long TimeNs, long Units, long Lots)> prices, long nowNs)
    {
        long close = prices[0].Units;
        var bars = new List<Candle>();
        int next = 0;
        for (long start = interval.StartOf(prices[0].TimeNs); start <= nowNs; start = interval.Shift(start, 1))
        {
            long end = interval.Shift(start, 1);
            int last = next;
            while (last < prices.Count && prices[last].TimeNs < end)
            {
                last++;
            }

            var inside = prices[next..last];
            long[] units = [close, .. inside.Select(price => price.Units)];
            bars.Add(new Candle(
                start,
                close,
                units.Max(),
                units.Min(),
                units[^1],
                inside.Sum(price => price.Lots),
                inside.Sum(price => price.Lots * price.Units),
                inside.Count == 0 ? start : inside[^1].TimeNs));
            (close, next) = (units[^1], last);
        }

        return Enumerable.Reverse(bars);
    }

    private static CandleQuery Latest(CandleInterval interval, int limit) => new(CandleSource.Trades, interval, null, null, limit);

    private static CandleQuery Between(long? fromNs, long? toNs, int limit) => new(CandleSource.Trades, OneMinute, fromNs, toNs, limit);
}
