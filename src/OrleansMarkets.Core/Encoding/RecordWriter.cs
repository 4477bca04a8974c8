using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace OrleansMarkets.Core.Encoding;

/// <summary>
/// A reusable byte buffer with little-endian and variable-length writes: how records and snapshots become bytes. It grows to the largest
/// content once and then allocates nothing. A writer has one owner; it is not safe for use from several threads.
/// </summary>
public sealed class RecordWriter
{
    /// <summary>Largest content, bytes: a step or a snapshot never comes near it.</summary>
    public const int MaximumBytes = 1 << 30;

    internal const int LongestVarInt = 10;

    private byte[] _buffer;
    private int _length;

    /// <summary>Makes a writer.</summary>
    /// <param name="initialCapacity">Bytes to reserve at first.</param>
    public RecordWriter(int initialCapacity = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(initialCapacity);
        _buffer = new byte[initialCapacity];
    }

    /// <summary>Bytes written since the last <see cref="Clear"/>.</summary>
    public int Length => _length;

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>What was written, as memory; valid until the next write.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _length);

    /// <summary>Forgets the content and keeps the buffer.</summary>
    public void Clear() => _length = 0;

    /// <summary>Forgets everything written at and after <paramref name="length"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative or beyond the content.</exception>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _length);
        _length = length;
    }

    /// <summary>Writes one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value)
    {
        Reserve(1);
        _buffer[_length++] = value;
    }

    /// <summary>Writes a flag as one byte, 0 or 1.</summary>
    public void WriteBoolean(bool value) => WriteByte(value ? (byte)1 : (byte)0);

    /// <summary>Writes four bytes, little-endian.</summary>
    public void WriteInt32(int value)
    {
        Reserve(sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_length), value);
        _length += sizeof(int);
    }

    /// <summary>Writes eight bytes, little-endian.</summary>
    public void WriteInt64(long value)
    {
        Reserve(sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(_length), value);
        _length += sizeof(long);
    }

    /// <summary>Writes eight bytes, little-endian.</summary>
    public void WriteUInt64(ulong value) => WriteInt64(unchecked((long)value));

    /// <summary>Writes a signed number in 1 to 10 bytes: zigzag, seven bits a byte, lowest first.</summary>
    public void WriteVarInt(long value) => WriteVarUInt(unchecked((ulong)((value << 1) ^ (value >> 63))));

    /// <summary>Writes an unsigned number in 1 to 10 bytes: seven bits a byte, lowest first.</summary>
    public void WriteVarUInt(ulong value)
    {
        FieldWriter fields = Fields(1);
        fields.WriteVarUInt(value);
        End(fields.Length);
    }

    /// <summary>Begins to write several fields at once.</summary>
    /// <param name="count">At least as many as follow: each of at most ten bytes, which is the longest number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal FieldWriter Fields(int count)
    {
        int room = (count * LongestVarInt) + FieldWriter.Slack;
        Reserve(room);
        return new FieldWriter(_buffer.AsSpan(_length, room));
    }

    /// <summary>Ends what <see cref="Fields"/> began; nothing else was written in between.</summary>
    /// <param name="length">Bytes of the fields.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void End(int length) => _length += length;

    /// <summary>Writes bytes as they are, without a length.</summary>
    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        Reserve(value.Length);
        value.CopyTo(_buffer.AsSpan(_length));
        _length += value.Length;
    }

    /// <summary>Writes a text as the length of its UTF-8 form and that form.</summary>
    public void WriteString(string value)
    {
        int bytes = System.Text.Encoding.UTF8.GetByteCount(value);
        WriteVarUInt((ulong)bytes);
        Reserve(bytes);
        _length += System.Text.Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_length));
    }

    /// <summary>Overwrites four bytes written before: for lengths that are known only after the content.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The four bytes at <paramref name="offset"/> were not written yet.</exception>
    public void PatchInt32(int offset, int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, _length - sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(offset), value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int bytes)
    {
        if (_buffer.Length - _length < bytes)
        {
            Grow(bytes);
        }
    }

    private void Grow(int bytes)
    {
        long needed = (long)_length + bytes;
        if (needed > MaximumBytes)
        {
            throw new InvalidOperationException($"A record of {needed} bytes is beyond the limit of {MaximumBytes}.");
        }

        Array.Resize(ref _buffer, (int)Math.Min(MaximumBytes, Math.Max(needed, 2L * _buffer.Length)));
    }
}
