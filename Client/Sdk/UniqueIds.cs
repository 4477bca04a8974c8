using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OrleansMarkets.Client;

/// <summary>
/// Numbers and names that nobody used before: 64 random bits that this process drew when it began, and a count. A process that goes on
/// twice from one image of its memory would repeat them.
/// </summary>
internal static class UniqueIds
{
    // Thirteen digits of five bits for the random half, and as many for the count at most.
    private const int BitsPerDigit = 5;
    private const int PrefixLength = 13;
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";

    private static ulong _last;

    /// <summary>The random half.</summary>
    public static ulong Process { get; } = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    private static string Prefix { get; } = string.Create(PrefixLength, Process, static (text, number) =>
    {
        for (int i = 0; i < text.Length; i++, number >>= BitsPerDigit)
        {
            text[i] = Digits[(int)(number % (ulong)Digits.Length)];
        }
    });

    /// <summary>The next number, from 1.</summary>
    public static ulong Next() => Interlocked.Increment(ref _last);

    /// <summary>Both halves as digits and small letters: short, because the text goes all the way into the market's log.</summary>
    public static string NextText()
    {
        Span<char> text = stackalloc char[2 * PrefixLength];
        Prefix.CopyTo(text);
        int length = PrefixLength;
        for (ulong count = Next(); count > 0; count >>= BitsPerDigit)
        {
            text[length++] = Digits[(int)(count % (ulong)Digits.Length)];
        }

        return new string(text[..length]);
    }
}
