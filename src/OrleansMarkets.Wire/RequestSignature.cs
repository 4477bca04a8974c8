using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansMarkets.Wire;

/// <summary>
/// The signature of a request: lower-case hexadecimal HMAC-SHA256 with the secret over timestamp, key, receive window and payload, one
/// after the other. The payload is the query string as sent, without the question mark, or the bytes of the body as sent.
/// </summary>
public static class RequestSignature
{
    /// <summary>Characters of a signature.</summary>
    public const int Length = 64;

    /// <summary>Receive window of a request that names none, milliseconds.</summary>
    public const int DefaultReceiveWindowMs = 5_000;

    private const string StreamText = "GET/realtime";

    /// <summary>Signs an HTTP request.</summary>
    /// <param name="secret">The secret of the key.</param>
    /// <param name="timestamp">Header <see cref="WireHeaders.Timestamp"/>.</param>
    /// <param name="apiKey">Header <see cref="WireHeaders.ApiKey"/>.</param>
    /// <param name="receiveWindow">Header <see cref="WireHeaders.ReceiveWindow"/>.</param>
    /// <param name="payload">Query string or body.</param>
    public static string Sign(string secret, string timestamp, string apiKey, string receiveWindow, ReadOnlySpan<byte> payload)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(Encoding.UTF8.GetBytes(secret), timestamp, apiKey, receiveWindow, payload, mac);
        return Convert.ToHexStringLower(mac);
    }

    /// <summary>Signs the query string of an HTTP request.</summary>
    /// <param name="secret">The secret of the key.</param>
    /// <param name="timestamp">Header <see cref="WireHeaders.Timestamp"/>.</param>
    /// <param name="apiKey">Header <see cref="WireHeaders.ApiKey"/>.</param>
    /// <param name="receiveWindow">Header <see cref="WireHeaders.ReceiveWindow"/>.</param>
    /// <param name="query">Query string without the question mark.</param>
    public static string Sign(string secret, string timestamp, string apiKey, string receiveWindow, string query) =>
        Sign(secret, timestamp, apiKey, receiveWindow, Encoding.UTF8.GetBytes(query));

    /// <summary>Signs the authentication of a stream.</summary>
    /// <param name="secret">The secret of the key.</param>
    /// <param name="expiresMs">Unix time in milliseconds until which it is valid.</param>
    public static string SignStream(string secret, long expiresMs) =>
        SignStream(Encoding.UTF8.GetBytes(secret), expiresMs.ToString(CultureInfo.InvariantCulture));

    /// <summary>Signs the authentication of a stream.</summary>
    /// <param name="secret">The secret of the key.</param>
    /// <param name="expires">The time as sent.</param>
    public static string SignStream(ReadOnlySpan<byte> secret, string expires) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(StreamText + expires)));

    /// <summary>Whether the signature of an HTTP request is right; takes the same time for every wrong one.</summary>
    /// <param name="secret">The secret of the key.</param>
    /// <param name="timestamp">Header as received.</param>
    /// <param name="apiKey">Header as received.</param>
    /// <param name="receiveWindow">Header as received, empty when absent.</param>
    /// <param name="payload">Query string or body as received.</param>
    /// <param name="signature">Header as received.</param>
    public static bool IsValid(
        ReadOnlySpan<byte> secret,
        string timestamp,
        string apiKey,
        string receiveWindow,
        ReadOnlySpan<byte> payload,
        string signature)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(secret, timestamp, apiKey, receiveWindow, payload, mac);
        return IsSame(mac, signature);
    }

    /// <summary>Whether the authentication of a stream is right; takes the same time for every wrong one.</summary>
    /// <param name="secret">The secret of the key.</param>
    /// <param name="expires">The time as received.</param>
    /// <param name="signature">The signature as received.</param>
    public static bool IsValidStream(ReadOnlySpan<byte> secret, string expires, string signature)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(StreamText + expires), mac);
        return IsSame(mac, signature);
    }

    private static bool IsSame(ReadOnlySpan<byte> mac, string signature)
    {
        Span<char> expected = stackalloc char[Length];
        return Convert.TryToHexStringLower(mac, expected, out _)
            && CryptographicOperations.FixedTimeEquals(
                System.Runtime.InteropServices.MemoryMarshal.AsBytes(expected),
                System.Runtime.InteropServices.MemoryMarshal.AsBytes(signature.AsSpan()));
    }

    private static void Compute(
        ReadOnlySpan<byte> secret,
        string timestamp,
        string apiKey,
        string receiveWindow,
        ReadOnlySpan<byte> payload,
        Span<byte> mac)
    {
        int most = Encoding.UTF8.GetMaxByteCount(timestamp.Length + apiKey.Length + receiveWindow.Length) + payload.Length;
        byte[] text = ArrayPool<byte>.Shared.Rent(most);
        int length = Encoding.UTF8.GetBytes(timestamp, text);
        length += Encoding.UTF8.GetBytes(apiKey, text.AsSpan(length));
        length += Encoding.UTF8.GetBytes(receiveWindow, text.AsSpan(length));
        payload.CopyTo(text.AsSpan(length));
        HMACSHA256.HashData(secret, text.AsSpan(0, length + payload.Length), mac);
        ArrayPool<byte>.Shared.Return(text);
    }
}
