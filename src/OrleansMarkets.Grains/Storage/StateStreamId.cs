using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Storage;

/// <summary>The journal stream of a grain's state: <c>state/name/type/key</c>.</summary>
public static class StateStreamId
{
    /// <summary>What all of these streams begin with.</summary>
    public const string Prefix = "state/";

    /// <summary>
    /// The stream's id. Characters that a stream id cannot have are written as a colon and two hexadecimal digits for each of their UTF-8
    /// bytes; a key that is too long then is replaced by a colon and its SHA-256.
    /// </summary>
    /// <param name="stateName">Name of the state.</param>
    /// <param name="grainType">Type of the grain.</param>
    /// <param name="grainKey">Key of the grain.</param>
    public static string Of(string stateName, string grainType, string grainKey)
    {
        string folder = $"{Prefix}{Escape(stateName)}/{Escape(grainType)}/";
        string key = Escape(grainKey);
        return folder.Length + key.Length <= JournalLimits.MaxStreamIdLength
            ? folder + key
            : $"{folder}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(grainKey)))}";
    }

    private static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (byte value in Encoding.UTF8.GetBytes(text))
        {
            char c = (char)value;
            if (char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            {
                escaped.Append(c);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $":{value:x2}");
            }
        }

        return escaped.ToString();
    }
}
