using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace OrleansMarkets.Core.Encoding;

/// <summary>Reads what <see cref="RecordWriter"/> wrote. Every read checks its bounds: foreign bytes give a
/// <see cref="CorruptRecordException"/> and nothing else.</summary>
/// <param name="bytes">The bytes to read.</param>
public ref struct RecordReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => _position;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => _bytes.Length - _position;

    /// <summary>Whether everything was read.</summary>
    public readonly bool AtEnd => _position == _bytes.Length;

    /// <summary>Reads one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadByte()
    {
        if (_position >= _bytes.Length)
        {
            ThrowTruncated();
        }

        return _bytes[_position++];
    }

    /// <summary>Reads a flag: 0 or 1, nothing else.</summary>
    public bool ReadBoolean()
    {
        byte value = ReadByte();
        return value <= 1 ? value == 1 : throw new CorruptRecordException("A flag is neither 0 nor 1.");
    }

    /// <summary>Reads four bytes, little-endian.</summary>
    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(ReadBytes(sizeof(int)));

    /// <summary>Reads eight bytes, little-endian.</summary>
    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(ReadBytes(sizeof(long)));

    /// <summary>Reads eight bytes, little-endian.</summary>
    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(sizeof(ulong)));

    /// <summary>Reads a signed number of 1 to 10 bytes.</summary>
    public long ReadVarInt()
    {
        ulong raw = ReadVarUInt();
        return unchecked((long)(raw >> 1) ^ -(long)(raw & 1));
    }

    /// <summary>Reads a signed number of 1 to 5 bytes that fits in 32 bits.</summary>
    public int ReadVarInt32()
    {
        long value = ReadVarInt();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new CorruptRecordException("A number is beyond 32 bits.");
    }

    /// <summary>Reads a count or a length: not negative and at most <paramref name="maximum"/>.</summary>
    public int ReadCount(int maximum)
    {
        ulong value = ReadVarUInt();
        return value <= (ulong)maximum ? (int)value : throw new CorruptRecordException($"A count of {value} is beyond {maximum}.");
    }

    /// <summary>Reads an unsigned number of 1 to 10 bytes.</summary>
    public ulong ReadVarUInt()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = ReadByte();
            if (shift == 63 && next > 1)
            {
                throw new CorruptRecordException("A number is beyond 64 bits.");
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new CorruptRecordException("A number is beyond 64 bits.");
    }

    /// <summary>Reads <paramref name="count"/> bytes as they are.</summary>
    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if (count < 0 || count > _bytes.Length - _position)
        {
            ThrowTruncated();
        }

        ReadOnlySpan<byte> value = _bytes.Slice(_position, count);
        _position += count;
        return value;
    }

    /// <summary>Reads a text written with its length.</summary>
    public string ReadString() => System.Text.Encoding.UTF8.GetString(ReadBytes(ReadCount(Remaining)));

    /// <summary>Checks that nothing follows.</summary>
    /// <exception cref="CorruptRecordException">Bytes are left.</exception>
    public readonly void ExpectEnd()
    {
        if (!AtEnd)
        {
            throw new CorruptRecordException($"{Remaining} bytes follow the end of the record.");
        }
    }

    private static void ThrowTruncated() => throw new CorruptRecordException("The record is truncated.");
}
