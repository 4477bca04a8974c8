namespace OrleansMarkets.Journal;

/// <summary>A reusable buffer that frames records into one batch; payloads can be encoded straight into it.</summary>
public sealed class BatchBuffer
{
    internal const int InitialBytes = 4_096;

    private readonly JournalLimits _limits;
    private byte[] _bytes = new byte[InitialBytes];
    private int _used;
    private int _reservedBytes = -1;
    private long _firstSequence;
    private long _lastTimeNs;
    private int _count;

    /// <summary>Makes an empty buffer after a head.</summary>
    public BatchBuffer(JournalLimits limits, long headSequence, long headTimeNs)
    {
        _limits = limits;
        Reset(headSequence, headTimeNs);
    }

    /// <summary>The number of records held.</summary>
    public int Count => _count;

    /// <summary>The bytes of framed records held.</summary>
    public int UsedBytes => _used;

    /// <summary>The sequence of the last record held; without records, the head before the batch.</summary>
    public long LastSequence => _firstSequence + _count - 1;

    /// <summary>The time of the last record held in ns; without records, that of the head before the batch.</summary>
    public long LastTimeNs => _lastTimeNs;

    /// <summary>The batch as it stands; valid until the buffer is written again.</summary>
    public JournalBatch Batch => new(_firstSequence, _count, _lastTimeNs, _bytes.AsMemory(0, _used));

    /// <summary>Forgets the records and starts after a head; keeps the memory.</summary>
    public void Reset(long headSequence, long headTimeNs)
    {
        _firstSequence = headSequence + 1;
        _lastTimeNs = headTimeNs;
        _count = 0;
        _used = 0;
        _reservedBytes = -1;
    }

    /// <summary>Whether so many more records with so many payload bytes in all fit into the batch.</summary>
    public bool Fits(int records, int payloadBytes) =>
        records <= _limits.MaxBatchRecords - _count
        && payloadBytes + ((long)records * RecordFraming.HeaderBytes) <= _limits.MaxBatchBytes - _used;

    /// <summary>Appends one record and returns its sequence.</summary>
    public long Append(long timeNs, ReadOnlySpan<byte> payload)
    {
        payload.CopyTo(Reserve(payload.Length));
        return AppendReserved(timeNs, payload.Length);
    }

    /// <summary>Room for one payload of at most so many bytes, to be filled and then appended; not zeroed.</summary>
    public Span<byte> Reserve(int maxPayloadBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxPayloadBytes);
        if (maxPayloadBytes > _limits.MaxRecordBytes)
        {
            throw new JournalLimitException(
                JournalErrorCodes.RecordTooLarge, $"A record of {maxPayloadBytes} bytes is over the limit of {_limits.MaxRecordBytes}.");
        }

        if (!Fits(1, maxPayloadBytes))
        {
            throw new JournalLimitException(
                JournalErrorCodes.WaitingFull,
                $"{_count} records with {_used} bytes wait; one more with {maxPayloadBytes} bytes is over the limit of a batch.");
        }

        int needed = _used + RecordFraming.FramedBytes(maxPayloadBytes);
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Max(needed, Math.Min(2L * _bytes.Length, _limits.MaxBatchBytes)));
        }

        _reservedBytes = maxPayloadBytes;
        return _bytes.AsSpan(_used + RecordFraming.HeaderBytes, maxPayloadBytes);
    }

    /// <summary>Appends the first bytes of the room reserved last as one record and returns its sequence.</summary>
    public long AppendReserved(long timeNs, int payloadBytes)
    {
        if (payloadBytes < 0 || payloadBytes > _reservedBytes)
        {
            throw new InvalidOperationException($"{payloadBytes} bytes were not reserved.");
        }

        if (timeNs <= _lastTimeNs)
        {
            throw new JournalLimitException(
                JournalErrorCodes.TimeNotAfterHead, $"A record's time {timeNs} ns is not after {_lastTimeNs} ns of the record before it.");
        }

        long sequence = _firstSequence + _count;
        int frameBytes = RecordFraming.FramedBytes(payloadBytes);
        RecordFraming.Seal(_bytes.AsSpan(_used, frameBytes), sequence, timeNs);
        _used += frameBytes;
        _count++;
        _lastTimeNs = timeNs;
        _reservedBytes = -1;
        return sequence;
    }
}
