using System.Buffers.Binary;
using OrleansMarkets.Core.Encoding;

namespace OrleansMarkets.MarketData.Replicas;

/// <summary>Walks the framed records of a page; the layout is that of <see cref="Contracts.OrderBooks.LogPage"/>.</summary>
/// <param name="bytes">The frames.</param>
internal ref struct LogFrames(ReadOnlySpan<byte> bytes)
{
    /// <summary>Bytes before each record: length, checksum, time.</summary>
    public const int HeaderBytes = sizeof(int) + sizeof(uint) + sizeof(long);

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>The record at the cursor.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Whether no record is left.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>Moves to the next record.</summary>
    /// <exception cref="CorruptRecordException">The frame is cut short.</exception>
    public bool MoveNext()
    {
        if (AtEnd)
        {
            return false;
        }

        int length = _rest.Length < HeaderBytes ? -1 : BinaryPrimitives.ReadInt32LittleEndian(_rest);
        if (length < 0 || length > _rest.Length - HeaderBytes)
        {
            throw new CorruptRecordException("A record of a page is cut short.");
        }

        Current = _rest.Slice(HeaderBytes, length);
        _rest = _rest[(HeaderBytes + length)..];
        return true;
    }
}
