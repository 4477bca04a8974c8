using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace OrleansMarkets.Journal;

/// <summary>
/// A SHA-256 link of a stream's chain of batches. The first link is the hash of the stream's id, so a batch can never pass
/// for one of another stream; every other link covers the previous link, the batch's epoch, first sequence, count and bytes.
/// </summary>
public readonly record struct JournalHash(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>The size of a hash in bytes.</summary>
    public const int SizeBytes = 32;

    internal const string GenesisPrefix = "OrleansMarkets.Journal/1:";
    internal const int LinkBytes = SizeBytes + 8 + 8 + 4;

    [ThreadStatic]
    private static IncrementalHash? _hasher;

    /// <summary>The link before a stream's first batch.</summary>
    public static JournalHash Genesis(string streamId)
    {
        Span<byte> hash = stackalloc byte[SizeBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(GenesisPrefix + streamId), hash);
        return Read(hash);
    }

    /// <summary>The link of a batch after <paramref name="previous"/>.</summary>
    public static JournalHash Next(JournalHash previous, long epoch, long firstSequence, int count, ReadOnlySpan<byte> body)
    {
        Span<byte> link = stackalloc byte[LinkBytes];
        previous.CopyTo(link);
        BinaryPrimitives.WriteInt64LittleEndian(link[32..], epoch);
        BinaryPrimitives.WriteInt64LittleEndian(link[40..], firstSequence);
        BinaryPrimitives.WriteInt32LittleEndian(link[48..], count);
        IncrementalHash hasher = _hasher ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hasher.AppendData(link);
        hasher.AppendData(body);
        Span<byte> hash = stackalloc byte[SizeBytes];
        hasher.GetHashAndReset(hash);
        return Read(hash);
    }

    /// <summary>The hash of any bytes, as snapshots use it.</summary>
    public static JournalHash OfBytes(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SizeBytes];
        SHA256.HashData(bytes, hash);
        return Read(hash);
    }

    /// <summary>Reads a hash from its 32 bytes.</summary>
    public static JournalHash Read(ReadOnlySpan<byte> source)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(source[..SizeBytes]);
        return new JournalHash(words[0], words[1], words[2], words[3]);
    }

    /// <summary>Writes the 32 bytes of the hash.</summary>
    public void CopyTo(Span<byte> destination)
    {
        Span<ulong> words = MemoryMarshal.Cast<byte, ulong>(destination[..SizeBytes]);
        words[0] = A;
        words[1] = B;
        words[2] = C;
        words[3] = D;
    }

    /// <summary>The hash in lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
