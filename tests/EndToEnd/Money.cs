using System.Globalization;

namespace OrleansMarkets.EndToEnd;

/// <summary>Decimal texts of the wire.</summary>
internal static class Money
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static decimal Parse(string text) =>
        text.Length == 0 ? 0 : decimal.Parse(text, Plain, CultureInfo.InvariantCulture);

    public static string Format(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
