namespace OrleansMarkets.Journal.Tests.Kit;

/// <summary>Batches and streams for tests; payloads are functions of their sequence.</summary>
public static class Batches
{
    public static byte[] Payload(long sequence, int bytes = 10)
    {
        var payload = new byte[bytes];
        for (int i = 0; i < bytes; i++)
        {
            payload[i] = (byte)((sequence * 31) + i);
        }

        return payload;
    }

    /// <summary>A batch after a head whose record times are ten times their sequences.</summary>
    public static JournalBatch After(long headSequence, int count, int payloadBytes = 10, JournalLimits? limits = null)
    {
        var buffer = new BatchBuffer(limits ?? JournalLimits.Default, headSequence, headSequence * 10);
        for (int i = 0; i < count; i++)
        {
            long sequence = headSequence + 1 + i;
            Assert.Equal(sequence, buffer.Append(sequence * 10, Payload(sequence, payloadBytes)));
        }

        return buffer.Batch;
    }

    public static async Task CommitAsync(IJournalStream stream, int count, int payloadBytes = 10)
    {
        JournalBatch batch = After(stream.Head.Sequence, count, payloadBytes);
        Assert.Equal(JournalWriteStatus.Committed, await stream.AppendAsync(batch, default));
        Assert.Equal(batch.LastSequence, stream.Head.Sequence);
    }

    /// <summary>Replays a stream, checks every record against its sequence and returns the last one.</summary>
    public static async Task<long> ReplayAsync(IJournalReader reader, long after = 0)
    {
        long last = after;
        await foreach (JournalStoredBatch batch in reader.ReadAllAsync(after))
        {
            foreach (JournalRecord record in batch.Records)
            {
                if (record.Sequence <= after)
                {
                    continue;
                }

                Assert.Equal(++last, record.Sequence);
                Assert.Equal(record.Sequence * 10, record.TimeNs);
                Assert.Equal(Payload(record.Sequence, record.Payload.Length), record.Payload.ToArray());
            }
        }

        return last;
    }
}
