using System.Globalization;

namespace OrleansMarkets.Grains.Positions;

/// <summary>The key of a position grain: account and market.</summary>
public static class PositionKey
{
    /// <summary>Stands between account and market; a symbol may contain it, an account cannot.</summary>
    public const char Separator = '/';

    /// <summary>The key of an account's position in a market.</summary>
    public static string Of(long account, string symbol) => string.Create(CultureInfo.InvariantCulture, $"{account}{Separator}{symbol}");

    /// <summary>Account and market of a key.</summary>
    /// <exception cref="FormatException">The key is not an account number, a slash and a symbol.</exception>
    public static (long Account, string Symbol) Parse(string key)
    {
        int slash = key.IndexOf(Separator);
        bool isKey = slash > 0 && slash < key.Length - 1;
        if (!isKey || !long.TryParse(key.AsSpan(0, slash), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long account))
        {
            throw new FormatException($"'{key}' is not a position's key: account/market.");
        }

        return (account, key[(slash + 1)..]);
    }
}
