using System.Globalization;
using OrleansMarkets.MarketData.Candles;

namespace OrleansMarkets.MarketData.Tests.Candles;

public sealed class CandleIntervalTests
{
    [Fact]
    public void Intervals_are_those_of_the_dialect()
    {
        Assert.Equal(
            ["1", "3", "5", "15", "30", "60", "120", "240", "360", "720", "D", "W", "M"], CandleInterval.All.Select(each => each.Code));
        Assert.Equal(Enumerable.Range(0, CandleInterval.All.Length), CandleInterval.All.Select(each => each.Place));
        Assert.False(CandleInterval.TryParse("2", out _));
        Assert.False(CandleInterval.TryParse(null, out _));
    }

    [Theory]
    [InlineData("1", "2026-11-21T18:55:59.9999999", "2026-11-21T18:55:00")]
    [InlineData("15", "2026-11-21T18:55:00", "2026-11-21T18:45:00")]
    [InlineData("240", "2026-11-21T18:55:00", "2026-11-21T16:00:00")]
    [InlineData("720", "2026-11-21T11:59:59", "2026-11-21T00:00:00")]
    [InlineData("D", "2026-11-21T18:55:00", "2026-11-21T00:00:00")]
    [InlineData("W", "2026-11-22T23:59:59", "2026-11-16T00:00:00")]
    [InlineData("W", "2026-11-23T00:00:00", "2026-11-23T00:00:00")]
    [InlineData("W", "1970-01-01T00:00:00", "1969-12-29T00:00:00")]
    [InlineData("M", "2024-02-29T23:59:59", "2024-02-01T00:00:00")]
    [InlineData("M", "2024-03-01T00:00:00", "2024-03-01T00:00:00")]
    public void A_bar_begins_where_the_calendar_says(string code, string time, string start)
    {
        Assert.True(CandleInterval.TryParse(code, out CandleInterval? interval));
        Assert.Equal(Ns(start), interval.StartOf(Ns(time)));
    }

    [Theory]
    [InlineData("3", "2026-11-21T18:54:00", 2, "2026-11-21T19:00:00")]
    [InlineData("D", "2026-11-21T00:00:00", -21, "2026-10-31T00:00:00")]
    [InlineData("W", "2026-11-16T00:00:00", 1, "2026-11-23T00:00:00")]
    [InlineData("M", "2026-11-01T00:00:00", 2, "2027-01-01T00:00:00")]
    [InlineData("M", "2024-03-01T00:00:00", -1, "2024-02-01T00:00:00")]
    public void Bars_follow_each_other(string code, string start, int bars, string shifted)
    {
        Assert.True(CandleInterval.TryParse(code, out CandleInterval? interval));
        Assert.Equal(Ns(shifted), interval.Shift(Ns(start), bars));
    }

    private static long Ns(string time) =>
        (DateTime.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal)
            - DateTime.UnixEpoch).Ticks * 100;
}
