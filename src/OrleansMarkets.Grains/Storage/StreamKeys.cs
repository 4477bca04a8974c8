using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Storage;

/// <summary>Makes ids of journal streams of names and keys that users choose.</summary>
public static class StreamKeys
{
    /// <summary>What the streams of grain state begin with.</summary>
    public const string StatePrefix = "state/";

    /// <summary>The stream of a grain's state: <c>state/name/type/key</c>.</summary>
    /// <param name="stateName">Name of the state.</param>
    /// <param name="grainType">Type of the grain.</param>
    /// <param name="grainKey">Key of the grain.</param>
    public static string OfState(string stateName, string grainType, string grainKey) =>
        Join($"{StatePrefix}{Escape(stateName)}/{Escape(grainType)}/", grainKey);

    /// <summary>
    /// A folder's stream of a key. Characters that a stream id cannot have are written as a colon and two hexadecimal digits for each of
    /// their UTF-8 bytes; a key that is too long then is replaced by two colons and its SHA-256, which no escaped key begins with.
    /// </summary>
    /// <param name="folder">The folder with its slash.</param>
    /// <param name="key">The key.</param>
    public static string Join(string folder, string key)
    {
        string escaped = Escape(key);
        return folder.Length + escaped.Length <= JournalLimits.MaxStreamIdLength
            ? folder + escaped
            : $"{folder}::{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
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
