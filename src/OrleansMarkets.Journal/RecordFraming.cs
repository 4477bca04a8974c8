using System.Buffers.Binary;

namespace OrleansMarkets.Journal;

/// <summary>
/// The frame of one record in a batch, little-endian: payload length (4 bytes), CRC-32C (4), time in ns (8), payload. The
/// checksum covers sequence, length, time and payload; the sequence itself is not stored, it follows from the batch.
/// </summary>
public static class RecordFraming
{
    /// <summary>The bytes before each payload.</summary>
    public const int HeaderBytes = 16;

    internal const int ChecksumOffset = 4;
    internal const int TimeOffset = 8;

    /// <summary>The bytes of a framed record.</summary>
    public static int FramedBytes(int payloadBytes) => checked(HeaderBytes + payloadBytes);

    /// <summary>Writes the header of a frame whose payload already stands behind it.</summary>
    public static void Seal(Span<byte> frame, long sequence, long timeNs)
    {
        int payloadBytes = frame.Length - HeaderBytes;
        BinaryPrimitives.WriteInt32LittleEndian(frame, payloadBytes);
        BinaryPrimitives.WriteInt64LittleEndian(frame[TimeOffset..], timeNs);
        uint checksum = Checksum(sequence, payloadBytes, timeNs, frame[HeaderBytes..]);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[ChecksumOffset..], checksum);
    }

    /// <summary>Reads the frame at the start of <paramref name="bytes"/>; false if it is cut short or its checksum does not fit.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, long sequence, out JournalRecord record, out int frameBytes)
    {
        record = default;
        frameBytes = 0;
        if (bytes.Length < HeaderBytes)
        {
            return false;
        }

        int payloadBytes = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (payloadBytes < 0 || payloadBytes > bytes.Length - HeaderBytes)
        {
            return false;
        }

        long timeNs = BinaryPrimitives.ReadInt64LittleEndian(bytes[TimeOffset..]);
        ReadOnlySpan<byte> payload = bytes.Slice(HeaderBytes, payloadBytes);
        uint stored = BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumOffset..]);
        if (stored != Checksum(sequence, payloadBytes, timeNs, payload))
        {
            return false;
        }

        record = new JournalRecord(sequence, timeNs, payload);
        frameBytes = HeaderBytes + payloadBytes;
        return true;
    }

    private static uint Checksum(long sequence, int payloadBytes, long timeNs, ReadOnlySpan<byte> payload)
    {
        uint state = Crc32C.Update(Crc32C.Start, (ulong)sequence);
        state = Crc32C.Update(state, (ulong)payloadBytes);
        state = Crc32C.Update(state, (ulong)timeNs);
        return Crc32C.Finish(Crc32C.Update(state, payload));
    }
}
