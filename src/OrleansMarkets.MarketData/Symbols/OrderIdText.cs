using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OrleansMarkets.MarketData.Symbols;

/// <summary>Order ids as the public sees them: the market's own name, a point, the number; unique over all markets.</summary>
public static class OrderIdText
{
    // Digits and sign of the smallest number of 64 bits.
    private const int LongestNumber = 20;

    /// <summary>Writes an id.</summary>
    public static string Of(string symbol, long orderId)
    {
        Span<char> number = stackalloc char[LongestNumber];
        orderId.TryFormat(number, out int length, provider: CultureInfo.InvariantCulture);
        return string.Concat(symbol, ".", number[..length]);
    }

    /// <summary>Reads an id of one market; only what <see cref="Of"/> writes for it is one.</summary>
    public static bool TryParse(string text, string symbol, out long orderId)
    {
        orderId = 0;
        return text.Length > symbol.Length
            && text.StartsWith(symbol, StringComparison.Ordinal)
            && text[symbol.Length] == '.'
            && TryParseNumber(text.AsSpan(symbol.Length + 1), out orderId);
    }

    /// <summary>Reads an id; only what <see cref="Of"/> writes is one.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out string? symbol, out long orderId)
    {
        int point = text.LastIndexOf('.');
        symbol = point > 0 ? text[..point] : null;
        orderId = 0;
        return symbol is not null && TryParseNumber(text.AsSpan(point + 1), out orderId);
    }

    private static bool TryParseNumber(ReadOnlySpan<char> text, out long orderId) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out orderId) && orderId > 0 && text[0] != '0';
}
