using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace OrleansMarkets.MarketData.Candles;

/// <summary>
/// How long a candle is. Bars follow each other without a gap and begin at whole multiples of their length in UTC, weeks on Monday, months
/// on their first day. Times are nanoseconds since the Unix epoch.
/// </summary>
public sealed class CandleInterval
{
    private const long MinuteNs = 60_000_000_000;
    private const long DayNs = 24 * 60 * MinuteNs;
    private const long WeekNs = 7 * DayNs;
    private const int NsPerTick = 100;
    private const int MonthsPerYear = 12;

    // The epoch was a Thursday.
    private const long FirstMondayNs = 4 * DayNs;

    private static readonly int[] Minutes = [1, 3, 5, 15, 30, 60, 120, 240, 360, 720];

    // A month has no fixed length.
    private readonly long _lengthNs;
    private readonly long _originNs;

    private CandleInterval(int place, string code, long lengthNs, long originNs = 0) =>
        (Place, Code, _lengthNs, _originNs) = (place, code, lengthNs, originNs);

    /// <summary>All intervals, shortest first.</summary>
    public static ImmutableArray<CandleInterval> All { get; } =
    [
        .. Minutes.Select((minutes, place) => new CandleInterval(
            place, minutes.ToString(System.Globalization.CultureInfo.InvariantCulture), minutes * MinuteNs)),
        new CandleInterval(Minutes.Length, "D", DayNs),
        new CandleInterval(Minutes.Length + 1, "W", WeekNs, FirstMondayNs),
        new CandleInterval(Minutes.Length + 2, "M", 0),
    ];

    /// <summary>Its place in <see cref="All"/>.</summary>
    public int Place { get; }

    /// <summary>As the dialect names it: minutes, or D, W, M.</summary>
    public string Code { get; }

    /// <summary>Finds an interval by its code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="interval">The interval.</param>
    public static bool TryParse(string? code, [NotNullWhen(true)] out CandleInterval? interval)
    {
        interval = All.FirstOrDefault(each => each.Code == code);
        return interval is not null;
    }

    /// <summary>The start of the bar that a time is in.</summary>
    /// <param name="timeNs">The time.</param>
    public long StartOf(long timeNs)
    {
        if (_lengthNs == 0)
        {
            return StartOfMonth(MonthOf(timeNs));
        }

        long into = (timeNs - _originNs) % _lengthNs;
        return timeNs - (into < 0 ? into + _lengthNs : into);
    }

    /// <summary>The start of a bar so many bars later; earlier for a negative number.</summary>
    /// <param name="startNs">Start of a bar.</param>
    /// <param name="bars">How many.</param>
    public long Shift(long startNs, int bars) =>
        _lengthNs == 0 ? StartOfMonth(MonthOf(startNs) + bars) : startNs + (bars * _lengthNs);

    private static int MonthOf(long timeNs)
    {
        DateTime time = DateTime.UnixEpoch.AddTicks(timeNs / NsPerTick);
        return (time.Year * MonthsPerYear) + time.Month - 1;
    }

    private static long StartOfMonth(int month)
    {
        var first = new DateTime(month / MonthsPerYear, (month % MonthsPerYear) + 1, 1, 0, 0, 0, DateTimeKind.Utc);
        return (first - DateTime.UnixEpoch).Ticks * NsPerTick;
    }
}
