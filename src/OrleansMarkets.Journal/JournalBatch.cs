using System.Buffers.Binary;

namespace OrleansMarkets.Journal;

/// <summary>
/// Records to append in one guarded statement, built by a <see cref="BatchBuffer"/>. An empty batch writes nothing and only
/// checks that the owner's epoch and the head still hold.
/// </summary>
public readonly struct JournalBatch
{
    internal JournalBatch(long firstSequence, int count, long lastTimeNs, ReadOnlyMemory<byte> body)
    {
        FirstSequence = firstSequence;
        Count = count;
        LastTimeNs = lastTimeNs;
        Body = body;
    }

    /// <summary>The sequence of the first record: the expected head plus one, also for an empty batch.</summary>
    public long FirstSequence { get; }

    /// <summary>The number of records.</summary>
    public int Count { get; }

    /// <summary>The time of the first record in ns; without records, the time of the head.</summary>
    public long FirstTimeNs =>
        Count == 0 ? LastTimeNs : BinaryPrimitives.ReadInt64LittleEndian(Body.Span[RecordFraming.TimeOffset..]);

    /// <summary>The time of the last record in ns; without records, the time of the head.</summary>
    public long LastTimeNs { get; }

    /// <summary>The framed records. The memory belongs to the caller again once the append has completed.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The sequence of the last record; without records, the expected head.</summary>
    public long LastSequence => FirstSequence + Count - 1;

    /// <summary>The link the chain has after this batch.</summary>
    public JournalHash HashAfter(JournalHash previous, long epoch) =>
        Count == 0 ? previous : JournalHash.Next(previous, epoch, FirstSequence, Count, Body.Span);
}
