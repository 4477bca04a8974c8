using OrleansMarkets.Journal;

namespace OrleansMarkets.Lab.Venue;

/// <summary>
/// Copies a journal record by record, in batches as large as the target takes: a replay runs in memory and is written down once, whole, so
/// that the simulation never waits for a disk and a failed replay leaves nothing behind.
/// </summary>
public static class JournalExport
{
    /// <summary>Copies every stream.</summary>
    public static async Task CopyAsync(IJournalCatalog source, IJournalStore target, CancellationToken cancellationToken)
    {
        await foreach (string streamId in JournalStreams.ListAsync(source, string.Empty, cancellationToken))
        {
            IJournalReader reader = await source.OpenReadOnlyAsync(streamId, cancellationToken);
            IJournalStream stream = await target.OpenAsync(streamId, cancellationToken);
            BatchBuffer buffer = new(target.Limits, stream.Head.Sequence, stream.Head.TimeNs);
            await foreach (JournalStoredBatch batch in reader.ReadAllAsync(0, cancellationToken))
            {
                if (!buffer.Fits(batch.Count, batch.Body.Length))
                {
                    await FlushAsync(stream, buffer, cancellationToken);
                }

                Append(buffer, batch);
            }

            await FlushAsync(stream, buffer, cancellationToken);
        }
    }

    private static void Append(BatchBuffer buffer, JournalStoredBatch batch)
    {
        foreach (JournalRecord record in batch.Records)
        {
            buffer.Append(record.TimeNs, record.Payload);
        }
    }

    private static async Task FlushAsync(IJournalStream stream, BatchBuffer buffer, CancellationToken cancellationToken)
    {
        if (buffer.Count > 0)
        {
            await stream.AppendAsync(buffer.Batch, cancellationToken);
            buffer.Reset(stream.Head.Sequence, stream.Head.TimeNs);
        }
    }
}
