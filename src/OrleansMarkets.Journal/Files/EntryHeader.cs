using System.Buffers.Binary;
using System.Text;

namespace OrleansMarkets.Journal.Files;

/// <summary>
/// The header before each entry of a segment, 128 bytes little-endian: magic, CRC-32C of the rest and of the stream id, version, kind,
/// id length, body length, own log offset, the log offset known durable before it was written, epoch, first sequence, count, time of
/// the head, previous link, own link. Stream id and body follow, then zeros up to a multiple of eight.
/// </summary>
internal readonly record struct EntryHeader(
    EntryKind Kind,
    int StreamIdBytes,
    int BodyBytes,
    long LogOffset,
    long DurableOffset,
    long Epoch,
    long FirstSequence,
    int Count,
    long HeadTimeNs,
    JournalHash PreviousHash,
    JournalHash Hash)
{
    internal const int SizeBytes = 128;
    internal const int LargestHeaderBytes = SizeBytes + JournalLimits.MaxStreamIdLength;
    internal const int Alignment = 8;

    internal const uint Magic = 0x454A4D4F; // "OMJE"
    internal const ushort Version = 1;
    internal const int ChecksumOffset = 4;
    internal const int CheckedFrom = 8;

    public long LastSequence => FirstSequence + Count - 1;

    public int TotalBytes => EntryBytes(StreamIdBytes, BodyBytes);

    public static int EntryBytes(int streamIdBytes, int bodyBytes) =>
        checked(SizeBytes + streamIdBytes + bodyBytes + Alignment - 1) & ~(Alignment - 1);

    /// <summary>Writes header, stream id, body and padding over the first <see cref="TotalBytes"/> bytes.</summary>
    public void Write(Span<byte> entry, ReadOnlySpan<byte> streamId, ReadOnlySpan<byte> body)
    {
        Span<byte> header = entry[..SizeBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], Version);
        header[10] = (byte)Kind;
        header[11] = (byte)StreamIdBytes;
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], BodyBytes);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], LogOffset);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], DurableOffset);
        BinaryPrimitives.WriteInt64LittleEndian(header[32..], Epoch);
        BinaryPrimitives.WriteInt64LittleEndian(header[40..], FirstSequence);
        BinaryPrimitives.WriteInt64LittleEndian(header[48..], Count);
        BinaryPrimitives.WriteInt64LittleEndian(header[56..], HeadTimeNs);
        PreviousHash.CopyTo(header[64..]);
        Hash.CopyTo(header[96..]);
        streamId.CopyTo(entry[SizeBytes..]);
        body.CopyTo(entry[(SizeBytes + StreamIdBytes)..]);
        entry[(SizeBytes + StreamIdBytes + BodyBytes)..TotalBytes].Clear();
        uint checksum = Crc32C.Of(entry[CheckedFrom..(SizeBytes + StreamIdBytes)]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[ChecksumOffset..], checksum);
    }

    /// <summary>Reads a header that stands at a log offset; false if it is not one of ours, is damaged, or belongs elsewhere.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, long logOffset, out EntryHeader header)
    {
        header = default;
        if (bytes.Length < SizeBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
        {
            return false;
        }

        int streamIdBytes = bytes[11];
        if (streamIdBytes is 0 or > JournalLimits.MaxStreamIdLength || bytes.Length < SizeBytes + streamIdBytes)
        {
            return false;
        }

        uint stored = BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumOffset..]);
        if (stored != Crc32C.Of(bytes[CheckedFrom..(SizeBytes + streamIdBytes)])
            || BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) != Version)
        {
            return false;
        }

        header = new EntryHeader(
            (EntryKind)bytes[10],
            streamIdBytes,
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]),
            (int)BinaryPrimitives.ReadInt64LittleEndian(bytes[48..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[56..]),
            JournalHash.Read(bytes[64..]),
            JournalHash.Read(bytes[96..]));
        return header.LogOffset == logOffset && header.Kind is EntryKind.Batch or EntryKind.Epoch;
    }

    /// <summary>The stream id behind a header that was read.</summary>
    public string StreamIdAt(ReadOnlySpan<byte> entry) => Encoding.ASCII.GetString(entry.Slice(SizeBytes, StreamIdBytes));
}
