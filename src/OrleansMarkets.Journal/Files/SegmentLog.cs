using Microsoft.Win32.SafeHandles;

namespace OrleansMarkets.Journal.Files;

/// <summary>
/// Writes entries at the end of a log: collects a group in memory, writes it with one call and flushes it once. Used by one thread.
/// </summary>
internal sealed class SegmentLog : IDisposable
{
    internal const string SpareFileName = "spare.tmp";
    internal const int ZeroChunkBytes = 128 << 10;
    internal const int FirstBufferBytes = 64 << 10;

    private readonly JournalDisk _disk;
    private readonly string _directory;
    private readonly FileJournalOptions _options;
    private readonly DurableMark _mark;
    private byte[] _buffer = new byte[FirstBufferBytes];
    private int _used;
    private SafeFileHandle _segment = new();
    private int _number;
    private Task? _spare;

    private SegmentLog(JournalDisk disk, string directory, FileJournalOptions options, long durableOffset)
    {
        _disk = disk;
        _directory = directory;
        _options = options;
        _mark = new DurableMark(disk, directory);
        DurableOffset = durableOffset;
    }

    /// <summary>The log offset below which everything is flushed.</summary>
    public long DurableOffset { get; private set; }

    /// <summary>How many flushes made groups durable.</summary>
    public long Flushes { get; private set; }

    /// <summary>The log offset of the next entry.</summary>
    public long NextOffset => DurableOffset + _used;

    /// <summary>Continues a scanned log: cuts its unfinished end after copying it aside, or makes the first segment.</summary>
    public static SegmentLog Continue(
        JournalDisk disk, string directory, FileJournalOptions options, LogScan scan, out string? savedAs)
    {
        savedAs = null;
        var log = new SegmentLog(disk, directory, options, scan.EndOffset) { _number = scan.LastSegment };
        try
        {
            disk.Delete(Path.Combine(directory, SpareFileName));
            if (scan.LastSegment == 0)
            {
                log.Roll();
            }
            else
            {
                log._segment = disk.OpenForWriting(Path.Combine(directory, SegmentHeader.FileName(scan.LastSegment)));
                if (scan.TornTail is { } tail)
                {
                    savedAs = log.CutTail(tail.OffsetBytes, scan.TornBytes);
                }

                // What was read may still be only in the system's cache: the process may have died before its flush.
                disk.Flush(log._segment);
                log._mark.Write(log.DurableOffset);
                log.PrepareSpare();
            }

            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>Whether an entry fits behind the group into the present segment.</summary>
    public bool FitsSegment(int entryBytes) => Position(NextOffset) + entryBytes <= _options.SegmentBytes;

    /// <summary>Whether an entry fits into the present group.</summary>
    public bool FitsGroup(int entryBytes) => _used + entryBytes <= _options.MaxGroupBytes;

    /// <summary>Adds an entry to the group; offsets are filled in.</summary>
    public EntryHeader Add(EntryHeader entry, ReadOnlySpan<byte> streamId, ReadOnlySpan<byte> body)
    {
        int needed = _used + entry.TotalBytes;
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Max(needed, Math.Min(2L * _buffer.Length, _options.MaxGroupBytes)));
        }

        entry = entry with { LogOffset = NextOffset, DurableOffset = DurableOffset };
        entry.Write(_buffer.AsSpan(_used), streamId, body);
        _used = needed;
        return entry;
    }

    /// <summary>
    /// Writes and flushes the group. If the write fails its bytes are taken back and <see cref="IOException"/> says that nothing is
    /// written; <see cref="FlushFailedException"/> means that nobody knows what is.
    /// </summary>
    public void Commit()
    {
        if (_used == 0)
        {
            return;
        }

        long position = Position(DurableOffset);
        try
        {
            _disk.Write(_segment, _buffer.AsSpan(0, _used), position);
        }
        catch (IOException)
        {
            TakeBack(position);
            throw;
        }

        FlushSegment();
        DurableOffset += _used;
        _used = 0;
        Flushes++;
        _mark.Write(DurableOffset);
    }

    /// <summary>Forgets the group.</summary>
    public void Discard() => _used = 0;

    /// <summary>Goes on to the next segment; the group must be empty. On <see cref="IOException"/> nothing has changed.</summary>
    public void Roll()
    {
        FinishSpare();
        string spare = Path.Combine(_directory, SpareFileName);
        int next = _number + 1;
        SafeFileHandle file = _disk.OpenForWriting(spare);
        try
        {
            Span<byte> header = stackalloc byte[SegmentHeader.SizeBytes];
            new SegmentHeader(next, _options.SegmentBytes, DurableOffset).Write(header);
            _disk.Write(file, header, 0);
            _disk.Flush(file);
            _disk.Rename(spare, Path.Combine(_directory, SegmentHeader.FileName(next)));
            _disk.FlushDirectory(_directory);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        _segment.Dispose();
        _segment = file;
        _number = next;
        DurableOffset = ((next - 1L) * _options.SegmentBytes) + SegmentHeader.SizeBytes;
        PrepareSpare();
    }

    public void Dispose()
    {
        try
        {
            _spare?.GetAwaiter().GetResult();
        }
        catch (IOException)
        {
            // Nobody needs the spare any more; the next start makes its own.
        }

        _segment.Dispose();
        _mark.Dispose();
    }

    private long Position(long logOffset) => logOffset - ((_number - 1L) * _options.SegmentBytes);

    private void PrepareSpare()
    {
        if (_options.PrepareSegmentAhead)
        {
            _spare = BlockingWork.Start(
                () =>
                {
                    WriteSpare();
                    return true;
                },
                CancellationToken.None);
        }
    }

    private void FinishSpare()
    {
        Task? ahead = _spare;
        _spare = null;
        try
        {
            if (ahead is not null)
            {
                ahead.GetAwaiter().GetResult();
                return;
            }
        }
        catch (IOException)
        {
            // There may be room again by now: what counts is the attempt below.
        }

        WriteSpare();
    }

    private void WriteSpare()
    {
        string path = Path.Combine(_directory, SpareFileName);
        try
        {
            using SafeFileHandle file = _disk.OpenForWriting(path);
            WriteZeros(file, 0, _options.SegmentBytes);
            _disk.Flush(file);
        }
        catch (IOException)
        {
            _disk.Delete(path); // gives the room back, so that others and the next attempt have it
            throw;
        }
    }

    private void WriteZeros(SafeFileHandle file, long offset, long bytes)
    {
        byte[] zeros = new byte[Math.Min(bytes, ZeroChunkBytes)];
        for (long end = offset + bytes; offset < end; offset += zeros.Length)
        {
            _disk.Write(file, zeros.AsSpan(0, (int)Math.Min(zeros.Length, end - offset)), offset);
        }
    }

    private void FlushSegment()
    {
        try
        {
            _disk.Flush(_segment);
        }
        catch (IOException failure)
        {
            throw new FlushFailedException(failure);
        }
    }

    /// <summary>After a failed write: its bytes must not come back as a batch whose owner was told that nothing was written.</summary>
    private void TakeBack(long position)
    {
        try
        {
            WriteZeros(_segment, position, _used);
            _disk.Flush(_segment);
        }
        catch (IOException failure)
        {
            throw new FlushFailedException(failure);
        }
    }

    private string CutTail(long position, long tornBytes)
    {
        string segment = Path.GetFileNameWithoutExtension(SegmentHeader.FileName(_number));
        string name = FormattableString.Invariant($"damaged-{segment}-{position}");
        string path = Path.Combine(_directory, name + ".bin");
        for (int copy = 2; File.Exists(path); copy++)
        {
            path = Path.Combine(_directory, FormattableString.Invariant($"{name}-{copy}.bin"));
        }

        byte[] torn = new byte[tornBytes];
        int read = 0;
        while (read < torn.Length && RandomAccess.Read(_segment, torn.AsSpan(read), position + read) is > 0 and int more)
        {
            read += more;
        }

        using (SafeFileHandle file = _disk.OpenForWriting(path))
        {
            _disk.Write(file, torn, 0);
            _disk.Flush(file);
        }

        _disk.FlushDirectory(_directory);
        WriteZeros(_segment, position, tornBytes);
        _disk.Flush(_segment);
        return path;
    }
}
