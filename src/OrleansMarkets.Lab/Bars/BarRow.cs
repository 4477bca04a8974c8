using System.Globalization;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Lab.Bars;

/// <summary>One line of a bar file: <c>timestamp,open,high,low,close,volume</c>.</summary>
public static class BarRow
{
    /// <summary>The header line that every bar file begins with.</summary>
    public const string Header = "timestamp,open,high,low,close,volume";

    /// <summary>The largest price of a bar: what the replayed market admits: 10 million of the quote asset.</summary>
    public const long MaximumPriceE8 = 10_000_000L * 100_000_000L;

    internal const int PriceDecimals = 8;
    internal const int LongestVolume = 40;

    private static readonly string[] Fields = Header.Split(',');

    /// <summary>Parses and checks one line.</summary>
    /// <param name="line">The text without its line end.</param>
    /// <param name="lineNumber">Its number in the file, from 1.</param>
    /// <exception cref="LabException">The line is malformed: the message names line and field.</exception>
    public static Bar Parse(ReadOnlySpan<char> line, int lineNumber)
    {
        Span<Range> parts = stackalloc Range[Fields.Length + 1];
        int count = line.Split(parts, ',');
        if (count != Fields.Length)
        {
            throw Error(ErrorCodes.BadRow, lineNumber, string.Create(CultureInfo.InvariantCulture,
                $"{Fields.Length} fields expected ({Header}), found {(count > Fields.Length ? "more" : count)}"));
        }

        if (!UtcTimestamp.TryParse(line[parts[0]], out long openTimeNs))
        {
            string text = Shorten(line[parts[0]]);
            throw Error(ErrorCodes.BadRow, lineNumber, $"field timestamp: '{text}' is not 'yyyy-MM-dd HH:mm:ss[.ffffff]' in UTC");
        }

        Bar bar = new(
            openTimeNs,
            Price(line[parts[1]], 1, lineNumber),
            Price(line[parts[2]], 2, lineNumber),
            Price(line[parts[3]], 3, lineNumber),
            Price(line[parts[4]], 4, lineNumber));
        if (!IsVolume(line[parts[5]]))
        {
            throw Error(ErrorCodes.BadRow, lineNumber, $"field volume: '{Shorten(line[parts[5]])}' is not a decimal number of at least 0");
        }

        CheckRange(bar, lineNumber);
        return bar;
    }

    private static void CheckRange(in Bar bar, int lineNumber)
    {
        if (bar.LowE8 > bar.HighE8)
        {
            throw Error(ErrorCodes.BadRange, lineNumber, "field low: above high");
        }

        if (bar.OpenE8 < bar.LowE8 || bar.OpenE8 > bar.HighE8)
        {
            throw Error(ErrorCodes.BadRange, lineNumber, "field open: outside low to high");
        }

        if (bar.CloseE8 < bar.LowE8 || bar.CloseE8 > bar.HighE8)
        {
            throw Error(ErrorCodes.BadRange, lineNumber, "field close: outside low to high");
        }
    }

    private static long Price(ReadOnlySpan<char> text, int field, int lineNumber)
    {
        if (DecimalText.TryParse(text, PriceDecimals, out long priceE8) != DecimalTextError.None)
        {
            throw Error(
                ErrorCodes.BadRow, lineNumber, $"field {Fields[field]}: '{Shorten(text)}' is not a decimal number of at most 8 decimals");
        }

        if (priceE8 <= 0 || priceE8 > MaximumPriceE8)
        {
            throw Error(ErrorCodes.BadPrice, lineNumber, $"field {Fields[field]}: '{Shorten(text)}' is not above 0 and at most 10,000,000");
        }

        return priceE8;
    }

    // Nothing is computed from the volume, and feeds print it with the residue of their own floating point: its form is all that counts.
    private static bool IsVolume(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= LongestVolume
        && !text.ContainsAnyExcept("0123456789.") && text.Count('.') <= 1 && text[0] != '.' && text[^1] != '.';

    private static string Shorten(ReadOnlySpan<char> text)
    {
        const int longest = 40;
        return text.Length <= longest ? text.ToString() : string.Concat(text[..longest], "...");
    }

    private static LabException Error(string code, int lineNumber, string what) =>
        new(code, string.Create(CultureInfo.InvariantCulture, $"line {lineNumber}, {what}"));
}
