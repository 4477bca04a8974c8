namespace OrleansMarkets.Journal;

/// <summary>One owner's hold on one stream. It sends one append at a time; a <c>GroupCommit</c> does that for a grain.</summary>
public interface IJournalStream : IJournalReader
{
    /// <summary>The limits of the store.</summary>
    JournalLimits Limits { get; }

    /// <summary>This owner's epoch.</summary>
    long Epoch { get; }

    /// <summary>
    /// The last head this owner knows to be committed: from opening, from its last committed append, or from
    /// <see cref="IJournalReader.QueryHeadAsync"/> as long as the epoch is its own.
    /// </summary>
    JournalHead Head { get; }

    /// <summary>
    /// Appends a batch in one guarded statement on epoch and expected head; an empty one only checks them. Throws
    /// <see cref="JournalUnavailableException"/> if certainly nothing was written and <see cref="JournalOutcomeUnknownException"/>
    /// if that is not known. Cancellation is honoured until the batch is handed over; after that the outcome is awaited.
    /// </summary>
    ValueTask<JournalWriteStatus> AppendAsync(JournalBatch batch, CancellationToken cancellationToken);

    /// <summary>
    /// Saves the state after a durable sequence atomically, guarded by the epoch; the snapshot before it is kept as a fallback. The
    /// memory belongs to the caller again once the call has completed.
    /// </summary>
    ValueTask<JournalWriteStatus> SaveSnapshotAsync(long sequence, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);
}
