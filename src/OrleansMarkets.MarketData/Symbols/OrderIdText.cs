using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OrleansMarkets.MarketData.Symbols;

/// <summary>Order ids as the public sees them: the market's own name, a point, the number; unique over all markets.</summary>
public static class OrderIdText
{
    /// <summary>Writes an id.</summary>
    public static string Of(string symbol, long orderId) => string.Create(CultureInfo.InvariantCulture, $"{symbol}.{orderId}");

    /// <summary>Reads an id; only what <see cref="Of"/> writes is one.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out string? symbol, out long orderId)
    {
        int point = text.LastIndexOf('.');
        symbol = point > 0 ? text[..point] : null;
        orderId = 0;
        return symbol is not null
            && long.TryParse(text.AsSpan(point + 1), NumberStyles.None, CultureInfo.InvariantCulture, out orderId)
            && orderId > 0
            && text[point + 1] != '0';
    }
}
