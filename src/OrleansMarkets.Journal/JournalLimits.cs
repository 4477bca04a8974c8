namespace OrleansMarkets.Journal;

/// <summary>Every limit of the journal, by name. A store and the group commits over it share one instance.</summary>
public sealed record JournalLimits
{
    /// <summary>The limits unless the host configures others.</summary>
    public static JournalLimits Default { get; } = new();

    /// <summary>The longest stream id in characters; the characters are ASCII, so also in bytes.</summary>
    public const int MaxStreamIdLength = 128;

    /// <summary>The largest payload of one record, in bytes.</summary>
    public int MaxRecordBytes { get; init; } = 1 << 20;

    /// <summary>The largest batch, in bytes of framed records.</summary>
    public int MaxBatchBytes { get; init; } = 4 << 20;

    /// <summary>The most records of one batch.</summary>
    public int MaxBatchRecords { get; init; } = 65_536;

    /// <summary>The most streams of one store.</summary>
    public int MaxStreams { get; init; } = 1_000_000;

    /// <summary>The most bytes of framed records one read returns (one batch is always returned whole).</summary>
    public int MaxReadBytes { get; init; } = 4 << 20;

    /// <summary>The most batches one read returns.</summary>
    public int MaxReadBatches { get; init; } = 4_096;

    /// <summary>The most streams one page of a listing returns.</summary>
    public int MaxListedStreams { get; init; } = 1_000;

    /// <summary>The largest snapshot, in bytes.</summary>
    public int MaxSnapshotBytes { get; init; } = 1 << 30;

    /// <summary>Refuses a stream id that is empty, too long, or has other characters than <c>A-Z a-z 0-9 . _ : / -</c>.</summary>
    public static void CheckStreamId(string streamId)
    {
        ArgumentNullException.ThrowIfNull(streamId);
        if (streamId.Length is 0 or > MaxStreamIdLength || !HasOnlyStreamIdCharacters(streamId))
        {
            throw new JournalLimitException(
                JournalErrorCodes.InvalidStreamId,
                $"A stream id has 1 to {MaxStreamIdLength} ASCII letters, digits or . _ : / -; this one has {streamId.Length} characters.");
        }
    }

    /// <summary>Whether all characters may stand in a stream id (or in a prefix of one).</summary>
    public static bool HasOnlyStreamIdCharacters(string text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or ':' or '/' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Refuses a batch over the limits of bytes or records.</summary>
    public void CheckBatch(in JournalBatch batch)
    {
        if (batch.Body.Length > MaxBatchBytes)
        {
            throw new JournalLimitException(
                JournalErrorCodes.BatchTooLarge, $"A batch of {batch.Body.Length} bytes is over the limit of {MaxBatchBytes}.");
        }

        if (batch.Count > MaxBatchRecords)
        {
            throw new JournalLimitException(
                JournalErrorCodes.BatchTooManyRecords, $"A batch of {batch.Count} records is over the limit of {MaxBatchRecords}.");
        }
    }

    /// <summary>Refuses a batch whose first record is not after the head it follows in time; called under the guard.</summary>
    public static void CheckTime(in JournalBatch batch, long headTimeNs)
    {
        if (batch.Count > 0 && batch.FirstTimeNs <= headTimeNs)
        {
            throw new JournalLimitException(
                JournalErrorCodes.TimeNotAfterHead,
                $"A batch begins at {batch.FirstTimeNs} ns, not after the {headTimeNs} ns of the stream's head.");
        }
    }

    /// <summary>Refuses a snapshot over the limit, or one that is newer than the durable log or older than the newest one kept.</summary>
    public void CheckSnapshot(long sequence, int sizeBytes, long headSequence, long newestKeptSequence)
    {
        if (sizeBytes > MaxSnapshotBytes)
        {
            throw new JournalLimitException(
                JournalErrorCodes.SnapshotTooLarge, $"A snapshot of {sizeBytes} bytes is over the limit of {MaxSnapshotBytes}.");
        }

        if (sequence < 0 || sequence > headSequence)
        {
            throw new JournalLimitException(
                JournalErrorCodes.SnapshotAheadOfLog, $"A snapshot at {sequence} is outside the durable log up to {headSequence}.");
        }

        if (sequence < newestKeptSequence)
        {
            throw new JournalLimitException(
                JournalErrorCodes.SnapshotNotNewer, $"A snapshot at {sequence} is older than the one kept at {newestKeptSequence}.");
        }
    }
}
