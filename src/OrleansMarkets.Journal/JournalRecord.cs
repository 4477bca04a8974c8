namespace OrleansMarkets.Journal;

/// <summary>One record of a stream, as a view into the bytes of its batch.</summary>
public readonly ref struct JournalRecord
{
    internal JournalRecord(long sequence, long timeNs, ReadOnlySpan<byte> payload)
    {
        Sequence = sequence;
        TimeNs = timeNs;
        Payload = payload;
    }

    /// <summary>The record's place in its stream, from 1, without gaps.</summary>
    public long Sequence { get; }

    /// <summary>The record's time in nanoseconds since 1970-01-01 UTC, above that of the record before it.</summary>
    public long TimeNs { get; }

    /// <summary>The opaque content.</summary>
    public ReadOnlySpan<byte> Payload { get; }
}
