namespace OrleansMarkets.Journal;

/// <summary>A committed batch as it was read back.</summary>
public sealed class JournalStoredBatch
{
    /// <summary>Makes a batch from stored fields; <see cref="Verify"/> says whether they fit together.</summary>
    public JournalStoredBatch(
        string streamId, long epoch, long firstSequence, int count, JournalHash previousHash, JournalHash hash, ReadOnlyMemory<byte> body)
    {
        StreamId = streamId;
        Epoch = epoch;
        FirstSequence = firstSequence;
        Count = count;
        PreviousHash = previousHash;
        Hash = hash;
        Body = body;
    }

    /// <summary>The stream.</summary>
    public string StreamId { get; }

    /// <summary>The epoch of the owner that appended it.</summary>
    public long Epoch { get; }

    /// <summary>The sequence of its first record.</summary>
    public long FirstSequence { get; }

    /// <summary>The number of records, at least one.</summary>
    public int Count { get; }

    /// <summary>The chain's link before it.</summary>
    public JournalHash PreviousHash { get; }

    /// <summary>Its own link.</summary>
    public JournalHash Hash { get; }

    /// <summary>The framed records.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The sequence of its last record.</summary>
    public long LastSequence => FirstSequence + Count - 1;

    /// <summary>The records, checked one by one as they are walked.</summary>
    public JournalRecordEnumerator Records => new(StreamId, FirstSequence, Count, Body.Span);

    /// <summary>Recomputes the link; throws <see cref="JournalCorruptException"/> with the first damaged record that can be told.</summary>
    public void Verify()
    {
        if (Hash == JournalHash.Next(PreviousHash, Epoch, FirstSequence, Count, Body.Span))
        {
            return;
        }

        foreach (JournalRecord record in Records)
        {
            _ = record; // walking names the damaged record, if the damage is in one
        }

        throw new JournalCorruptException(new JournalPlace("batch", -1, StreamId, FirstSequence), "A batch's hash does not fit its bytes");
    }
}
