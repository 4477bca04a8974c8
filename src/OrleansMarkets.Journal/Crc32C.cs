using System.Buffers.Binary;
using System.Numerics;

namespace OrleansMarkets.Journal;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4) over bytes, with the processor's instruction where it has one.</summary>
public static class Crc32C
{
    /// <summary>The state before the first byte.</summary>
    public const uint Start = uint.MaxValue;

    /// <summary>The state after more bytes.</summary>
    public static uint Update(uint state, ReadOnlySpan<byte> bytes)
    {
        int rest = bytes.Length % sizeof(ulong);
        for (int at = 0; at <= bytes.Length - sizeof(ulong); at += sizeof(ulong))
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]));
        }

        return rest == 0 ? state : bytes.Length > sizeof(ulong) ? UpdateLast(state, bytes, rest) : UpdateShort(state, bytes);
    }

    /// <summary>The state after one 64-bit number.</summary>
    public static uint Update(uint state, ulong value) => BitOperations.Crc32C(state, value);

    /// <summary>The checksum of a state.</summary>
    public static uint Finish(uint state) => ~state;

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Finish(Update(Start, bytes));

    // The last bytes in one word, with zeros for what was taken before: zeros leave a state of zero as it is, so the state is mixed into
    // the bytes, and what reaches beyond them comes back unchanged. Nothing here depends on the number of bytes but two shifts.
    private static uint UpdateLast(uint state, ReadOnlySpan<byte> bytes, int rest)
    {
        int taken = 8 * (sizeof(ulong) - rest);
        ulong last = BinaryPrimitives.ReadUInt64LittleEndian(bytes[^sizeof(ulong)..]) >> taken;
        return BitOperations.Crc32C(0, (last ^ state) << taken) ^ (uint)((ulong)state >> (8 * rest));
    }

    private static uint UpdateShort(uint state, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            state = BitOperations.Crc32C(state, b);
        }

        return state;
    }
}
