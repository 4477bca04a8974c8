using System.Globalization;

namespace OrleansMarkets.Gateway.Http;

/// <summary>Times as the dialect writes them.</summary>
internal static class Times
{
    /// <summary>Nanoseconds of a millisecond.</summary>
    public const long NsPerMs = 1_000_000;

    private const int NsPerTick = 100;

    /// <summary>The time now, Unix milliseconds.</summary>
    public static long NowMs(this TimeProvider clock) => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The time now, Unix nanoseconds.</summary>
    public static long NowNs(this TimeProvider clock) => (clock.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * NsPerTick;

    /// <summary>Nanoseconds as a text of milliseconds.</summary>
    public static string MsText(long timeNs) => (timeNs / NsPerMs).ToString(CultureInfo.InvariantCulture);
}
