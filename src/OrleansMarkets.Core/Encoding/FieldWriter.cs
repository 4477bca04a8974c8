using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace OrleansMarkets.Core.Encoding;

/// <summary>
/// Writes a few fields into room that was reserved for all of them: what <see cref="RecordWriter"/> writes one by one, without asking for
/// room each time. <see cref="RecordWriter.Fields"/> begins it and <see cref="RecordWriter.End"/> ends it.
/// </summary>
/// <param name="room">Room for the fields and <see cref="Slack"/> bytes.</param>
internal ref struct FieldWriter(Span<byte> room)
{
    /// <summary>A number is written as a whole word, of which only some bytes count.</summary>
    internal const int Slack = sizeof(ulong);

    // Numbers below it take at most eight bytes.
    private const ulong LongestSpread = 1UL << 56;

    private const ulong ContinuationBits = 0x8080_8080_8080_8080;

    private readonly Span<byte> _room = room;
    private int _length;

    /// <summary>Bytes written.</summary>
    public readonly int Length => _length;

    /// <summary>Writes one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value) => _room[unchecked(_length++)] = value;

    /// <summary>Writes eight bytes, little-endian.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_room[_length..], value);
        _length = unchecked(_length + sizeof(ulong));
    }

    /// <summary>Writes a signed number in 1 to 10 bytes: zigzag, seven bits a byte, lowest first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteVarInt(long value) => WriteVarUInt(unchecked((ulong)((value << 1) ^ (value >> 63))));

    /// <summary>Writes an unsigned number in 1 to 10 bytes: seven bits a byte, lowest first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteVarUInt(ulong value)
    {
        if (Bmi2.X64.IsSupported && value < LongestSpread)
        {
            // The groups of seven bits are spread over the bytes of one word by the processor, and written at once. Every place is
            // checked against the room; nothing else can overflow.
            unchecked
            {
                int last = SeventhOf(BitOperations.Log2(value));
                ulong more = Bmi2.X64.ZeroHighBits(ContinuationBits, (uint)last << 3);
                BinaryPrimitives.WriteUInt64LittleEndian(
                    _room[_length..], Bmi2.X64.ParallelBitDeposit(value, ~ContinuationBits) | more);
                _length += last + 1;
            }
        }
        else
        {
            _length = WriteByteByByte(_room, _length, value);
        }
    }

    // A seventh, rounded down, of a number up to 55: cheaper than a division.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SeventhOf(int number) => unchecked((number * 37) >> 8);

    // Static, so that a writer can live in registers: it is passed to nobody by reference.
    private static int WriteByteByByte(Span<byte> room, int at, ulong value)
    {
        while (value >= 0x80)
        {
            room[at++] = unchecked((byte)(value | 0x80));
            value >>= 7;
        }

        room[at] = (byte)value;
        return at + 1;
    }
}
