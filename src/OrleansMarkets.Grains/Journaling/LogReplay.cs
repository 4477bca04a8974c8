using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Journaling;

/// <summary>Folds a stream into its state: the newest valid snapshot, then every record after it.</summary>
internal static class LogReplay
{
    /// <summary>Runs the replay.</summary>
    /// <returns>Sequence of the snapshot that it started from, zero if none.</returns>
    public static async Task<long> RunAsync(IJournalReader reader, IReplayTarget target, CancellationToken cancellationToken)
    {
        JournalSnapshotLoad load = await reader.LoadSnapshotAsync(cancellationToken);
        long sequence = 0;
        if (load.Snapshot is { } snapshot)
        {
            target.LoadSnapshot(snapshot.Bytes.Span);
            sequence = snapshot.Sequence;
        }

        long start = sequence;
        while (true)
        {
            IReadOnlyList<JournalStoredBatch> batches = await reader.ReadAsync(sequence, cancellationToken);
            if (batches.Count == 0)
            {
                return start;
            }

            foreach (JournalStoredBatch batch in batches)
            {
                sequence = Fold(batch, sequence, target);
            }
        }
    }

    private static long Fold(JournalStoredBatch batch, long sequence, IReplayTarget target)
    {
        foreach (JournalRecord record in batch.Records)
        {
            if (record.Sequence > sequence)
            {
                target.Fold(record.Sequence, record.Payload);
                sequence = record.Sequence;
            }
        }

        return sequence;
    }
}
