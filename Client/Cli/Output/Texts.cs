using System.Globalization;

namespace OrleansMarkets.Cli.Output;

/// <summary>Values as a person reads them.</summary>
internal static class Texts
{
    // Every digit that there is, and no zero at the end.
    private const string Exact = "0.############################";

    public static string Of(decimal value) => value.ToString(Exact, CultureInfo.InvariantCulture);

    public static string Of(decimal? value) => value is { } number ? Of(number) : "";

    public static string Of(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);
}
