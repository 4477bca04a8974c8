namespace OrleansMarkets.Journal.Files;

/// <summary>
/// A store in a data directory of one process: segments shared by all streams, one writer thread, one flush for everything that
/// waits. See docs/journal.md for the format and for what to do on each error of the start.
/// </summary>
public sealed class FileJournalStore : IJournalStore, IDisposable
{
    private readonly DirectoryLock _lock;
    private readonly FileStreamTable _streams;
    private readonly SegmentReader _segments;
    private readonly SnapshotFiles _snapshots;
    private readonly JournalWriter _writer;
    private readonly TimeProvider _clock;

    private FileJournalStore(
        DirectoryLock directoryLock, string directory, FileJournalOptions options, JournalDisk disk, LogScan scan)
    {
        _lock = directoryLock;
        _clock = options.Clock;
        Limits = options.Limits;
        _streams = new FileStreamTable(scan.Streams, options.Limits);
        _segments = new SegmentReader(directory, options);
        _snapshots = new SnapshotFiles(disk, directory);
        _snapshots.Find(scan.Streams, removeUnfinished: true);
        SegmentLog log = SegmentLog.Continue(disk, directory, options, scan, out string? savedAs);
        Recovery = new JournalRecovery(scan.EndOffset, scan.TornTail, scan.TornBytes, savedAs, scan.MarkDamaged);
        _writer = new JournalWriter(log, options);
    }

    /// <inheritdoc/>
    public JournalLimits Limits { get; }

    /// <summary>What the start found at the end of the log.</summary>
    public JournalRecovery Recovery { get; }

    /// <summary>How many flushes made groups of entries durable.</summary>
    public long Flushes => _writer.Flushes;

    /// <summary>How many entries (batches and epochs) were made durable.</summary>
    public long Entries => _writer.Appends;

    /// <summary>
    /// Locks a data directory, makes it if there is none, and reads its log. Throws with <see cref="JournalErrorCodes.DirectoryLocked"/>,
    /// <see cref="JournalErrorCodes.Corrupt"/>, <see cref="JournalErrorCodes.FormatMismatch"/> or
    /// <see cref="JournalErrorCodes.DiskFull"/>; a failed start changes nothing that was stored.
    /// </summary>
    public static FileJournalStore Open(string directory, FileJournalOptions? options = null) =>
        Open(directory, options ?? FileJournalOptions.Default, JournalDisk.Real);

    internal static FileJournalStore Open(string directory, FileJournalOptions options, JournalDisk disk)
    {
        options.Check();
        try
        {
            if (!Directory.Exists(directory))
            {
                disk.CreateDirectory(directory);
                disk.FlushDirectory(Path.GetDirectoryName(Path.GetFullPath(directory)) ?? directory);
            }

            DirectoryLock directoryLock = DirectoryLock.Take(directory);
            try
            {
                return new FileJournalStore(directoryLock, directory, options, disk, LogScanner.Scan(directory, options));
            }
            catch
            {
                directoryLock.Dispose();
                throw;
            }
        }
        catch (IOException failure)
        {
            throw JournalWriter.Definite(failure);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new JournalUnavailableException($"The data directory '{directory}' may not be written.", inner: failure);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IJournalStream> OpenAsync(string streamId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        JournalLimits.CheckStreamId(streamId);
        FileStreamState stream = _streams.FindOrAdd(streamId);
        WriteOutcome outcome = await _writer.SubmitAsync(new WriteRequest(stream, epoch: 0, default));
        return new FileJournalStream(stream, _segments, _snapshots, _writer, Limits, outcome.Head);
    }

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_clock.GetUtcNow());
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

    /// <summary>Makes what waits durable, ends the writer and releases the directory.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _lock.Dispose();
    }
}
