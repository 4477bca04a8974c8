using OrleansMarkets.MarketData.Replicas;

namespace OrleansMarkets.MarketData.Tests.Replicas;

public sealed class PriceWindowTests
{
    private const long Start = 1_000_000 * PriceWindow.MinuteNs;
    private const int Steps = 20_000;

    private readonly PriceWindow _window = new();

    [Fact]
    public void Nothing_traded_is_all_zero()
    {
        PriceWindow.DaySummary day = _window.Read(Start);
        Assert.Equal((0L, 0L, 0L, 0L, 0L), (day.HighUnits, day.LowUnits, day.VolumeLots, day.DayAgoUnits, day.HourAgoUnits));
    }

    [Fact]
    public void A_trade_leaves_the_window_after_a_day_and_stays_the_price_of_then()
    {
        _window.Add(Start, 100, 3, 300);
        PriceWindow.DaySummary last = _window.Read(Start + ((PriceWindow.DayMinutes - 1) * PriceWindow.MinuteNs));
        Assert.Equal((100L, 100L, 3L), (last.HighUnits, last.LowUnits, last.VolumeLots));
        PriceWindow.DaySummary after = _window.Read(Start + (PriceWindow.DayMinutes * PriceWindow.MinuteNs));
        Assert.Equal((0L, 0L, 0L, 100L), (after.HighUnits, after.LowUnits, after.VolumeLots, after.DayAgoUnits));
        _window.Add(Start + (9 * PriceWindow.DayMinutes * PriceWindow.MinuteNs), 70, 1, 70);
        Assert.Equal(100, _window.Read(Start + (9 * PriceWindow.DayMinutes * PriceWindow.MinuteNs)).DayAgoUnits);
    }

    [Fact]
    public void It_agrees_with_a_sum_over_all_trades()
    {
        var random = new Random(3);
        var trades = new List<(long Minute, long Price, long Lots)>();
        long now = Start;
        for (int step = 0; step < Steps; step++)
        {
            // Mostly seconds apart, sometimes hours, rarely more than a day.
            long most = random.Next(400) switch { 0 => 2_000, < 5 => 180, _ => 1 };
            now += random.NextInt64(most * PriceWindow.MinuteNs);
            long price = 1_000 + random.Next(200);
            trades.Add((now / PriceWindow.MinuteNs, price, 1 + random.Next(9)));
            _window.Add(now, price, trades[^1].Lots, price * trades[^1].Lots);
            if (step % 97 == 0)
            {
                AssertAgrees(trades, now + random.NextInt64(300 * PriceWindow.MinuteNs));
            }
        }
    }

    private void AssertAgrees(List<(long Minute, long Price, long Lots)> trades, long nowNs)
    {
        long minute = nowNs / PriceWindow.MinuteNs;
        PriceWindow.DaySummary day = _window.Read(nowNs);
        (long Minute, long Price, long Lots)[] inside = [.. trades.Where(trade => trade.Minute > minute - PriceWindow.DayMinutes)];
        Assert.Equal(inside.Sum(trade => trade.Lots), day.VolumeLots);
        Assert.Equal(inside.Sum(trade => trade.Lots * trade.Price), day.TurnoverQuanta);
        Assert.Equal(inside.Select(trade => trade.Price).DefaultIfEmpty().Max(), day.HighUnits);
        Assert.Equal(inside.Select(trade => trade.Price).DefaultIfEmpty().Min(), day.LowUnits);
        Assert.Equal(CloseAt(trades, minute - PriceWindow.DayMinutes), day.DayAgoUnits);
        Assert.Equal(CloseAt(trades, minute - PriceWindow.HourMinutes), day.HourAgoUnits);
    }

    private static long CloseAt(List<(long Minute, long Price, long Lots)> trades, long minute)
    {
        int last = trades.FindLastIndex(trade => trade.Minute <= minute);
        return trades[Math.Max(0, last)].Price;
    }
}
