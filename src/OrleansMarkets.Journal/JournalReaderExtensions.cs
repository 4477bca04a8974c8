using System.Runtime.CompilerServices;

namespace OrleansMarkets.Journal;

/// <summary>Replay over any reader.</summary>
public static class JournalReaderExtensions
{
    /// <summary>
    /// All batches with records above a sequence up to the end, page by page, with sequences and links checked across the pages
    /// (and against the stream's first link when it starts at 0).
    /// </summary>
    public static async IAsyncEnumerable<JournalStoredBatch> ReadAllAsync(
        this IJournalReader reader, long afterSequence, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        JournalHash? link = afterSequence == 0 ? JournalHash.Genesis(reader.StreamId) : null;
        long after = afterSequence;
        while (true)
        {
            IReadOnlyList<JournalStoredBatch> page = await reader.ReadAsync(after, cancellationToken);
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (JournalStoredBatch batch in page)
            {
                CheckFollows(batch, after, link);
                link = batch.Hash;
                after = batch.LastSequence;
                yield return batch;
            }
        }
    }

    private static void CheckFollows(JournalStoredBatch batch, long after, JournalHash? link)
    {
        bool follows = link is null ? batch.FirstSequence <= after + 1 : batch.FirstSequence == after + 1 && batch.PreviousHash == link;
        if (!follows)
        {
            throw new JournalCorruptException(
                new JournalPlace("replay", -1, batch.StreamId, batch.FirstSequence), "A batch does not follow the one before it");
        }
    }
}
