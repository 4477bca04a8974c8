using System.Buffers.Binary;
using System.Globalization;

namespace OrleansMarkets.Journal.Files;

/// <summary>
/// The first 64 bytes of a segment file: magic, CRC-32C of the rest, version, number, segment size, and the log offset at which the
/// entries of the segment before it end, all of them durable.
/// </summary>
internal readonly record struct SegmentHeader(int Number, int SegmentBytes, long PreviousEnd)
{
    internal const int SizeBytes = 64;

    internal const uint Magic = 0x534A4D4F; // "OMJS"
    internal const int Version = 1;

    public static string FileName(int number) => string.Create(CultureInfo.InvariantCulture, $"segment-{number:D8}.log");

    public void Write(Span<byte> bytes)
    {
        Span<byte> header = bytes[..SizeBytes];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], Number);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], SegmentBytes);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], PreviousEnd);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Crc32C.Of(header[8..]));
    }

    public static bool TryRead(ReadOnlySpan<byte> bytes, out SegmentHeader header)
    {
        header = default;
        if (bytes.Length < SizeBytes
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != Crc32C.Of(bytes[8..SizeBytes])
            || BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) != Version)
        {
            return false;
        }

        header = new SegmentHeader(
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]));
        return true;
    }
}
