namespace OrleansMarkets.Journal.Files;

/// <summary>Keeps the streams of any store in a data directory, with their epochs and links, to be verified later from the files.</summary>
public static class JournalExport
{
    /// <summary>
    /// Copies all streams with a prefix into a new directory, verifying them on the way; returns how many. Snapshots are not copied: they
    /// follow from the log.
    /// </summary>
    public static async Task<int> CopyAsync(
        IJournalCatalog source,
        string directory,
        string prefix = "",
        FileJournalOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        options ??= FileJournalOptions.Default;
        options.Check();
        Directory.CreateDirectory(directory);
        using DirectoryLock directoryLock = DirectoryLock.Take(directory);
        LogScan scan = LogScanner.Scan(directory, options);
        if (scan.LastSegment > 0)
        {
            throw new JournalException(JournalErrorCodes.DirectoryNotEmpty, $"There is a journal in '{directory}' already.");
        }

        using SegmentLog log = SegmentLog.Continue(JournalDisk.Real, directory, options, scan, out _);
        int copied = 0;
        string? after = null;
        while (await source.ListAsync(prefix, after, source.Limits.MaxListedStreams, cancellationToken) is { Count: > 0 } page)
        {
            foreach (JournalStreamInfo stream in page)
            {
                await CopyStreamAsync(await source.OpenReadOnlyAsync(stream.StreamId, cancellationToken), log, cancellationToken);
                after = stream.StreamId;
                copied++;
            }
        }

        log.Commit();
        return copied;
    }

    private static async Task CopyStreamAsync(IJournalReader reader, SegmentLog log, CancellationToken cancellationToken)
    {
        var state = new FileStreamState(reader.StreamId);
        JournalHead head = state.Head;
        JournalHead end = await reader.QueryHeadAsync(cancellationToken);
        await foreach (JournalStoredBatch batch in reader.ReadAllAsync(0, cancellationToken))
        {
            if (batch.LastSequence > end.Sequence)
            {
                break; // appended meanwhile
            }

            if (batch.Epoch > head.Epoch)
            {
                head = Add(log, state, EpochEntry(state, head, batch.Epoch), []);
            }

            head = Add(log, state, BatchEntry(state, batch), batch.Body.Span);
        }

        if (end.Epoch > head.Epoch)
        {
            Add(log, state, EpochEntry(state, head, end.Epoch), []);
        }
    }

    private static JournalHead Add(SegmentLog log, FileStreamState state, EntryHeader entry, ReadOnlySpan<byte> body)
    {
        if (!log.FitsGroup(entry.TotalBytes))
        {
            log.Commit();
        }

        if (!log.FitsSegment(entry.TotalBytes))
        {
            log.Commit();
            log.Roll();
        }

        return FileStreamState.HeadAfter(log.Add(entry, state.IdBytes, body));
    }

    private static EntryHeader EpochEntry(FileStreamState state, JournalHead head, long epoch) =>
        new(EntryKind.Epoch, state.IdBytes.Length, 0, 0, 0, epoch, head.Sequence + 1, 0, head.TimeNs, head.BatchHash, head.BatchHash);

    private static EntryHeader BatchEntry(FileStreamState state, JournalStoredBatch batch)
    {
        long lastTimeNs = 0;
        foreach (JournalRecord record in batch.Records)
        {
            lastTimeNs = record.TimeNs;
        }

        return new EntryHeader(
            EntryKind.Batch,
            state.IdBytes.Length,
            batch.Body.Length,
            0,
            0,
            batch.Epoch,
            batch.FirstSequence,
            batch.Count,
            lastTimeNs,
            batch.PreviousHash,
            batch.Hash);
    }
}
