using Microsoft.Win32.SafeHandles;

namespace OrleansMarkets.Journal.Files;

/// <summary>
/// Reads a whole log from its first segment, checks every checksum, link and sequence, and tells an unfinished end from damage: what
/// ends before a log offset that anything later names as durable is damage, and damage stops the start. It changes nothing.
/// </summary>
internal sealed class LogScanner
{
    private readonly string _directory;
    private readonly int _segmentBytes;
    private readonly int _blockBytes;
    private readonly Dictionary<string, FileStreamState> _streams = new(StringComparer.Ordinal);
    private readonly byte[] _segment;
    private FileStreamState? _damagedStream;
    private string _reason = "";

    private LogScanner(string directory, FileJournalOptions options)
    {
        _directory = directory;
        _segmentBytes = options.SegmentBytes;
        _blockBytes = FileStreamState.BlockBytes(options.SegmentBytes);
        _segment = new byte[options.SegmentBytes];
    }

    /// <summary>Scans a directory; throws <see cref="JournalCorruptException"/> with the exact place of damage.</summary>
    public static LogScan Scan(string directory, FileJournalOptions options) => new LogScanner(directory, options).Scan();

    /// <summary>The numbers of the segment files of a directory in rising order.</summary>
    public static List<int> SegmentNumbers(string directory) =>
        [.. Directory.EnumerateFiles(directory, "segment-*.log")
            .Select(path => int.TryParse(Path.GetFileNameWithoutExtension(path)["segment-".Length..], out int number) ? number : 0)
            .Where(number => number > 0)
            .Order()];

    private LogScan Scan()
    {
        long mark = DurableMark.Read(_directory, out bool markDamaged) ?? 0; // before the log: an owner may be writing meanwhile
        List<int> numbers = SegmentNumbers(_directory);
        long end = 0;
        JournalPlace? tornTail = null;
        long tornBytes = 0;
        for (int i = 0; i < numbers.Count; i++)
        {
            int number = i + 1;
            if (numbers[i] != number)
            {
                throw new JournalCorruptException(Place(number, 0), "A segment file is missing");
            }

            SegmentHeader header = Load(number);
            if (header.PreviousEnd != end)
            {
                throw Damage(number - 1, end, "Entries are missing or damaged that the next segment names as durable");
            }

            end = ScanEntries(number, header);
            long lastByte = LastNonZero();
            bool clean = LogOffset(number, lastByte + 1) <= end;
            if (!clean && i + 1 < numbers.Count)
            {
                throw Damage(number, end, _reason);
            }

            if (!clean)
            {
                ThrowIfDurableBeyond(number, end);
                tornTail = Place(number, end);
                tornBytes = LogOffset(number, lastByte + 1) - end;
            }
        }

        if (mark > end)
        {
            throw Damage(Math.Max(1, numbers.Count), end, $"Entries up to log offset {mark} were durable and are missing or damaged");
        }

        return new LogScan(_streams, numbers.Count, end, tornTail, tornBytes, markDamaged);
    }

    private SegmentHeader Load(int number)
    {
        string name = SegmentHeader.FileName(number);
        using SafeFileHandle file = File.OpenHandle(
            Path.Combine(_directory, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Array.Clear(_segment);
        int read = 0;
        while (read < _segmentBytes && RandomAccess.Read(file, _segment.AsSpan(read), read) is > 0 and int more)
        {
            read += more;
        }

        if (!SegmentHeader.TryRead(_segment, out SegmentHeader header) || header.Number != number)
        {
            throw new JournalCorruptException(new JournalPlace(name, 0, "", 0), "A segment's header is damaged");
        }

        if (header.SegmentBytes != _segmentBytes)
        {
            throw new JournalException(
                JournalErrorCodes.FormatMismatch,
                $"The directory's segments have {header.SegmentBytes} bytes, this store is configured for {_segmentBytes}.");
        }

        if (RandomAccess.GetLength(file) != _segmentBytes)
        {
            throw new JournalCorruptException(
                new JournalPlace(name, RandomAccess.GetLength(file), "", 0), "A segment file is cut short or too long");
        }

        return header;
    }

    /// <summary>Takes in the entries of the loaded segment and returns the log offset at which they end.</summary>
    private long ScanEntries(int number, SegmentHeader segment)
    {
        int position = SegmentHeader.SizeBytes;
        long durable = segment.PreviousEnd;
        _damagedStream = null;
        _reason = "An entry's header is damaged";
        while (position + EntryHeader.SizeBytes <= _segmentBytes)
        {
            long offset = LogOffset(number, position);
            if (!EntryHeader.TryRead(_segment.AsSpan(position), offset, out EntryHeader entry))
            {
                break;
            }

            string streamId = entry.StreamIdAt(_segment.AsSpan(position));
            FileStreamState? stream = _streams.GetValueOrDefault(streamId);
            if (!IsIntact(entry, position))
            {
                _damagedStream = stream;
                _reason = "An entry's records are damaged";
                break;
            }

            stream ??= new FileStreamState(streamId);
            string? disorder = FileStreamState.WhyNotAfter(stream.Head, entry)
                ?? (entry.DurableOffset > offset || entry.DurableOffset < durable ? "An entry's durable offset is out of order" : null);
            if (disorder is not null)
            {
                // Its checksums fit, so it was written like this: no unfinished write looks so.
                throw new JournalCorruptException(PlaceOf(number, position, streamId, entry.FirstSequence), disorder);
            }

            durable = entry.DurableOffset;
            stream.Apply(entry, _blockBytes);
            _streams[streamId] = stream;
            position += entry.TotalBytes;
        }

        return LogOffset(number, position);
    }

    private bool IsIntact(in EntryHeader entry, int position)
    {
        if (entry.BodyBytes < 0 || entry.BodyBytes > _segmentBytes || position + entry.TotalBytes > _segmentBytes)
        {
            return false;
        }

        int bodyAt = position + EntryHeader.SizeBytes + entry.StreamIdBytes;
        ReadOnlySpan<byte> body = _segment.AsSpan(bodyAt, entry.BodyBytes);
        for (int i = 0; i < entry.Count; i++)
        {
            if (!RecordFraming.TryRead(body, entry.FirstSequence + i, out _, out int frameBytes))
            {
                return false;
            }

            body = body[frameBytes..];
        }

        int paddingAt = bodyAt + entry.BodyBytes;
        return body.IsEmpty && _segment.AsSpan(paddingAt, position + entry.TotalBytes - paddingAt).IndexOfAnyExcept((byte)0) < 0;
    }

    /// <summary>Looks behind the intact end for an entry that names a later log offset as durable: then the end was durable too.</summary>
    private void ThrowIfDurableBeyond(int number, long end)
    {
        for (int position = Position(number, end); position + EntryHeader.SizeBytes <= _segmentBytes; position += EntryHeader.Alignment)
        {
            bool isEntry = EntryHeader.TryRead(_segment.AsSpan(position), LogOffset(number, position), out EntryHeader later);
            if (isEntry && later.DurableOffset > end)
            {
                throw Damage(number, end, _reason);
            }
        }
    }

    private int LastNonZero() => _segment.AsSpan().LastIndexOfAnyExcept((byte)0);

    private long LogOffset(int number, long position) => ((number - 1L) * _segmentBytes) + position;

    private int Position(int number, long logOffset) => (int)(logOffset - LogOffset(number, 0));

    private JournalCorruptException Damage(int number, long logOffset, string reason) => new(Place(number, logOffset), reason);

    private JournalPlace Place(int number, long logOffset) =>
        PlaceOf(number, Position(number, logOffset), _damagedStream?.StreamId ?? "", _damagedStream is { } s ? s.Head.Sequence + 1 : 0);

    private static JournalPlace PlaceOf(int number, int position, string streamId, long sequence) =>
        new(SegmentHeader.FileName(number), position, streamId, sequence);
}
