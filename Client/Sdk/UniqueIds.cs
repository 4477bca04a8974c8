using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace OrleansMarkets.Client;

/// <summary>
/// Numbers and names that nobody used before: 64 random bits that this process drew when it began, and a count. A process that goes on
/// twice from one image of its memory would repeat them.
/// </summary>
internal static class UniqueIds
{
    private static ulong _last;

    /// <summary>The random half.</summary>
    public static ulong Process { get; } = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    /// <summary>The next number, from 1.</summary>
    public static ulong Next() => Interlocked.Increment(ref _last);

    /// <summary>Both halves as 32 hexadecimal digits.</summary>
    public static string NextText() => string.Create(CultureInfo.InvariantCulture, $"{Process:x16}{Next():x16}");
}
