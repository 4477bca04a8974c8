namespace OrleansMarkets.Client;

/// <summary>Intervals as the exchange names them.</summary>
internal static class CandleIntervals
{
    private static readonly string[] Codes = ["1", "3", "5", "15", "30", "60", "120", "240", "360", "720", "D", "W", "M"];

    public static string Code(CandleInterval interval) => Enum.IsDefined(interval)
        ? Codes[(int)interval]
        : throw new ArgumentOutOfRangeException(nameof(interval), interval, "There are no candles of this length.");
}
