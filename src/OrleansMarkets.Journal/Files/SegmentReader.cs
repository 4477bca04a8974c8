using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace OrleansMarkets.Journal.Files;

/// <summary>Reads the durable batches of one stream out of the segments it shares with others.</summary>
internal sealed class SegmentReader(string directory, FileJournalOptions options)
{
    private readonly int _blockBytes = FileStreamState.BlockBytes(options.SegmentBytes);

    /// <summary>The next batches above a sequence, verified; at most the limits of one read.</summary>
    public IReadOnlyList<JournalStoredBatch> Read(FileStreamState stream, long afterSequence)
    {
        long head = stream.Head.Sequence;
        var page = new Page(stream, afterSequence, head, options.Limits);
        for (int block = stream.FindBlock(afterSequence + 1); page.WantsMore && stream.TryGetBlock(block, out BlockStart start); block++)
        {
            ReadBlock(start.LogOffset, page);
        }

        if (page.Batches.Count == 0 && afterSequence < head)
        {
            throw new JournalCorruptException(
                new JournalPlace(directory, -1, stream.StreamId, afterSequence + 1), "Durable batches are no longer found");
        }

        return page.Batches;
    }

    private void ReadBlock(long logOffset, Page page)
    {
        int number = (int)(logOffset / options.SegmentBytes) + 1;
        long segmentStart = (number - 1L) * options.SegmentBytes;
        long blockEnd = ((logOffset / _blockBytes) + 1) * _blockBytes;
        string name = SegmentHeader.FileName(number);
        using SafeFileHandle file = File.OpenHandle(
            Path.Combine(directory, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] window = ArrayPool<byte>.Shared.Rent((int)(blockEnd - logOffset) + EntryHeader.LargestHeaderBytes);
        try
        {
            int filled = ReadFully(file, window, logOffset - segmentStart);
            for (long at = logOffset; at < blockEnd && page.WantsMore;)
            {
                int position = (int)(at - logOffset);
                if (!EntryHeader.TryRead(window.AsSpan(position, filled - position), at, out EntryHeader entry))
                {
                    if (segmentStart + options.SegmentBytes - at < EntryHeader.SizeBytes || window[position] == 0)
                    {
                        return; // the segment's unused end
                    }

                    throw new JournalCorruptException(
                        new JournalPlace(name, at - segmentStart, page.StreamId, page.NextSequence), "An entry's header is damaged");
                }

                if (entry.Kind == EntryKind.Batch && page.Wants(entry, window.AsSpan(position)))
                {
                    byte[] body = new byte[entry.BodyBytes];
                    long bodyAt = at + EntryHeader.SizeBytes + entry.StreamIdBytes - segmentStart;
                    _ = ReadFully(file, body, bodyAt);
                    page.Add(entry, body, new JournalPlace(name, at - segmentStart, page.StreamId, entry.FirstSequence));
                }

                at += entry.TotalBytes;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(window);
        }
    }

    private static int ReadFully(SafeFileHandle file, byte[] bytes, long position)
    {
        int filled = 0;
        while (filled < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(filled), position + filled) is > 0 and int more)
        {
            filled += more;
        }

        return filled;
    }

    /// <summary>What one read has collected.</summary>
    private sealed class Page(FileStreamState stream, long after, long headSequence, JournalLimits limits)
    {
        private readonly List<JournalStoredBatch> _batches = [];
        private long _last = after;
        private int _bytes;
        private bool _full;

        public string StreamId => stream.StreamId;

        public IReadOnlyList<JournalStoredBatch> Batches => _batches;

        public long NextSequence => _last + 1;

        /// <summary>Whether there may be more; nothing above the head is looked at, it may not be durable yet.</summary>
        public bool WantsMore => !_full && _last < headSequence && _batches.Count < limits.MaxReadBatches;

        public bool Wants(in EntryHeader entry, ReadOnlySpan<byte> bytes)
        {
            bool mine = entry.StreamIdBytes == stream.IdBytes.Length
                && bytes.Slice(EntryHeader.SizeBytes, entry.StreamIdBytes).SequenceEqual(stream.IdBytes);
            if (!mine || entry.LastSequence <= _last)
            {
                return false;
            }

            _full = _batches.Count > 0 && _bytes + entry.BodyBytes > limits.MaxReadBytes;
            return !_full;
        }

        public void Add(in EntryHeader entry, byte[] body, JournalPlace place)
        {
            var batch = new JournalStoredBatch(
                stream.StreamId, entry.Epoch, entry.FirstSequence, entry.Count, entry.PreviousHash, entry.Hash, body);
            try
            {
                batch.Verify();
            }
            catch (JournalCorruptException damage)
            {
                throw new JournalCorruptException(place with { Sequence = damage.Place.Sequence }, damage.Reason);
            }

            bool follows = _batches.Count == 0
                ? entry.FirstSequence <= _last + 1
                : entry.FirstSequence == _last + 1 && entry.PreviousHash == _batches[^1].Hash;
            if (!follows)
            {
                throw new JournalCorruptException(place, "A batch does not follow the one before it");
            }

            _batches.Add(batch);
            _last = entry.LastSequence;
            _bytes += body.Length;
        }
    }
}
