namespace OrleansMarkets.Journal;

/// <summary>Reads one stream.</summary>
public interface IJournalReader
{
    /// <summary>The stream's id.</summary>
    string StreamId { get; }

    /// <summary>
    /// Asks the store for the durable head. After an append of unknown outcome: a batch hash equal to what the batch would have
    /// given means committed.
    /// </summary>
    ValueTask<JournalHead> QueryHeadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The next durable batches that hold records above a sequence, in order, each verified against its hash and its predecessor;
    /// at most <see cref="JournalLimits.MaxReadBatches"/> and <see cref="JournalLimits.MaxReadBytes"/>; empty at the end. The first
    /// batch may start at or below the sequence.
    /// </summary>
    ValueTask<IReadOnlyList<JournalStoredBatch>> ReadAsync(long afterSequence, CancellationToken cancellationToken);

    /// <summary>The newest valid snapshot; falls back to the previous one and says so.</summary>
    ValueTask<JournalSnapshotLoad> LoadSnapshotAsync(CancellationToken cancellationToken);
}
