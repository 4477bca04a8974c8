using System.Globalization;

namespace OrleansMarkets.Lab.Bars;

/// <summary>Timestamps of bar files: <c>yyyy-MM-dd HH:mm:ss[.ffffff]</c>, always UTC, whatever the machine's zone and language.</summary>
public static class UtcTimestamp
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
        "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ",
    ];

    internal const long NanosecondsPerTick = 100;

    /// <summary>Parses a timestamp.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unixNs">Unix time in nanoseconds.</param>
    /// <returns>False when the text has another form or lies before 1970.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out long unixNs)
    {
        unixNs = 0;
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, styles, out DateTime time))
        {
            return false;
        }

        long ticks = time.Ticks - DateTime.UnixEpoch.Ticks;
        if (ticks < 0 || ticks > long.MaxValue / NanosecondsPerTick)
        {
            return false;
        }

        unixNs = ticks * NanosecondsPerTick;
        return true;
    }

    /// <summary>Writes a time as <c>yyyy-MM-dd HH:mm:ss</c>, UTC.</summary>
    public static string Format(long unixNs) => new DateTime(DateTime.UnixEpoch.Ticks + (unixNs / NanosecondsPerTick), DateTimeKind.Utc)
        .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
