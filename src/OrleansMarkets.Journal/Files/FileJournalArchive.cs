namespace OrleansMarkets.Journal.Files;

/// <summary>
/// A data directory opened for reading, as it was at that moment: for verification, replay and audit, also while its owner writes. It
/// takes no lock, cuts nothing and changes nothing.
/// </summary>
public sealed class FileJournalArchive : IJournalCatalog
{
    private readonly FileStreamTable _streams;
    private readonly SegmentReader _segments;
    private readonly SnapshotFiles _snapshots;

    private FileJournalArchive(string directory, FileJournalOptions options, LogScan scan)
    {
        Limits = options.Limits;
        Recovery = new JournalRecovery(scan.EndOffset, scan.TornTail, scan.TornBytes, SavedAs: null, scan.MarkDamaged);
        _streams = new FileStreamTable(scan.Streams, options.Limits);
        _segments = new SegmentReader(directory, options);
        _snapshots = new SnapshotFiles(JournalDisk.Real, directory);
        _snapshots.Find(scan.Streams, removeUnfinished: false);
    }

    /// <inheritdoc/>
    public JournalLimits Limits { get; }

    /// <summary>What stands at the end of the log; an unfinished end is told, not cut.</summary>
    public JournalRecovery Recovery { get; }

    /// <summary>
    /// Reads the log of a data directory; the segment size is taken from it. Throws with <see cref="JournalErrorCodes.Corrupt"/> and the
    /// exact place, or with <see cref="JournalErrorCodes.NotFound"/> if there is no journal.
    /// </summary>
    public static FileJournalArchive Open(string directory, JournalLimits? limits = null)
    {
        string first = Path.Combine(directory, SegmentHeader.FileName(1));
        if (!File.Exists(first))
        {
            throw new JournalException(JournalErrorCodes.NotFound, $"There is no journal in '{directory}'.");
        }

        byte[] bytes = new byte[SegmentHeader.SizeBytes];
        using (FileStream file = new(first, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            _ = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }

        if (!SegmentHeader.TryRead(bytes, out SegmentHeader header))
        {
            throw new JournalCorruptException(new JournalPlace(SegmentHeader.FileName(1), 0, "", 0), "A segment's header is damaged");
        }

        var options = new FileJournalOptions { SegmentBytes = header.SegmentBytes, Limits = limits ?? JournalLimits.Default };
        return new FileJournalArchive(directory, options, LogScanner.Scan(directory, options));
    }

    /// <inheritdoc/>
    public ValueTask<IJournalReader> OpenReadOnlyAsync(string streamId, CancellationToken cancellationToken)
    {
        JournalLimits.CheckStreamId(streamId);
        return ValueTask.FromResult<IJournalReader>(new FileJournalReader(_streams.Find(streamId), _segments, _snapshots));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalStreamInfo>> ListAsync(
        string prefix, string? afterStreamId, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_streams.List(prefix, afterStreamId, limit));
}
