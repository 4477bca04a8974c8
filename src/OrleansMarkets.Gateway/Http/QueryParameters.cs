using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace OrleansMarkets.Gateway.Http;

/// <summary>The parameters of a query string. One that comes twice is refused; unknown ones are ignored.</summary>
internal sealed class QueryParameters
{
    /// <summary>Most parameters.</summary>
    public const int MaximumCount = 32;

    private readonly List<(string Name, string Value)> _values = [];

    /// <summary>Reads a query string.</summary>
    /// <param name="query">As received, with or without its question mark.</param>
    /// <exception cref="RequestException">Too many parameters, or one of them twice.</exception>
    public QueryParameters(string query)
    {
        foreach (QueryStringEnumerable.EncodedNameValuePair pair in new QueryStringEnumerable(query))
        {
            string name = pair.DecodeName().ToString();
            if (_values.Count >= MaximumCount || Find(name) is not null)
            {
                throw RequestException.Invalid("too many parameters, or one of them twice");
            }

            _values.Add((name, pair.DecodeValue().ToString()));
        }
    }

    /// <summary>A parameter; null when it is absent or empty.</summary>
    public string? Text(string name) => Find(name) is { Length: > 0 } value ? value : null;

    /// <summary>A whole number; the default when it is absent, cut to its range.</summary>
    /// <exception cref="RequestException">It is no whole number.</exception>
    public int Number(string name, int absent, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return absent;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? Math.Clamp(number, least, most)
            : throw RequestException.Invalid($"{name} is no whole number");
    }

    /// <summary>Unix time in milliseconds as nanoseconds; the default when it is absent.</summary>
    /// <exception cref="RequestException">It is no time.</exception>
    public long TimeNs(string name, long absent)
    {
        if (Text(name) is not { } text)
        {
            return absent;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long ms) && ms <= long.MaxValue / Times.NsPerMs
            ? ms * Times.NsPerMs
            : throw RequestException.Invalid($"{name} is no time in milliseconds");
    }

    private string? Find(string name)
    {
        foreach ((string known, string value) in _values)
        {
            if (known == name)
            {
                return value;
            }
        }

        return null;
    }
}
