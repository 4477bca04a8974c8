using System.Text;

namespace OrleansMarkets.Journal.Files;

/// <summary>
/// What is known of one stream: its durable head, where its batches stand (one entry for each block of the log that has any, so that memory
/// grows with blocks and not with batches) and which snapshots it has. Readers and the writer meet here.
/// </summary>
internal sealed class FileStreamState
{
    internal const int LargestBlockBytes = 1 << 20;

    private readonly Lock _gate = new();
    private readonly List<BlockStart> _blocks = [];
    private JournalHead _head;

    public FileStreamState(string streamId)
    {
        StreamId = streamId;
        IdBytes = Encoding.ASCII.GetBytes(streamId);
        _head = new JournalHead(0, 0, 0, JournalHash.Genesis(streamId));
        Tentative = _head;
    }

    public string StreamId { get; }

    public byte[] IdBytes { get; }

    /// <summary>The head with everything that is being written but not yet durable; the writer's own.</summary>
    public JournalHead Tentative { get; set; }

    /// <summary>The sequences of the snapshots on disk in rising order; guarded by <see cref="SnapshotGate"/>.</summary>
    public List<long> Snapshots { get; } = [];

    /// <summary>Held while a snapshot is written or loaded.</summary>
    public Lock SnapshotGate { get; } = new();

    /// <summary>The durable head; epoch 0 means that the stream was never opened durably.</summary>
    public JournalHead Head
    {
        get
        {
            lock (_gate)
            {
                return _head;
            }
        }
    }

    public static int BlockBytes(int segmentBytes) => Math.Min(segmentBytes, LargestBlockBytes);

    /// <summary>Whether an entry may follow a head, or null if it may; the reason otherwise.</summary>
    public static string? WhyNotAfter(JournalHead head, in EntryHeader entry)
    {
        if (entry.Kind == EntryKind.Epoch)
        {
            bool raises = entry.Epoch > head.Epoch
                && entry.Count == 0
                && entry.LastSequence == head.Sequence
                && entry.Hash == head.BatchHash;
            return raises ? null : "An epoch entry does not follow its stream's head";
        }

        if (entry.Epoch != head.Epoch || entry.Count < 1 || entry.FirstSequence != head.Sequence + 1)
        {
            return "A batch does not have its stream's epoch and next sequence";
        }

        return entry.PreviousHash == head.BatchHash && entry.HeadTimeNs > head.TimeNs
            ? null
            : "A batch does not follow its stream's last link or time";
    }

    /// <summary>Takes a durable entry into head and index.</summary>
    public void Apply(in EntryHeader entry, int blockBytes)
    {
        lock (_gate)
        {
            if (entry.Kind == EntryKind.Batch && (_blocks.Count == 0 || _blocks[^1].LogOffset / blockBytes != entry.LogOffset / blockBytes))
            {
                _blocks.Add(new BlockStart(entry.LogOffset, entry.FirstSequence));
            }

            _head = HeadAfter(entry);
        }
    }

    public static JournalHead HeadAfter(in EntryHeader entry) => new(entry.Epoch, entry.LastSequence, entry.HeadTimeNs, entry.Hash);

    /// <summary>The number of the block that holds a sequence, or the first one's.</summary>
    public int FindBlock(long sequence)
    {
        lock (_gate)
        {
            int low = 0;
            int high = _blocks.Count;
            while (low < high)
            {
                int middle = (low + high) >>> 1;
                if (_blocks[middle].FirstSequence <= sequence)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            return Math.Max(0, low - 1);
        }
    }

    /// <summary>The start of a block by its number; false after the last.</summary>
    public bool TryGetBlock(int number, out BlockStart start)
    {
        lock (_gate)
        {
            start = number < _blocks.Count ? _blocks[number] : default;
            return number < _blocks.Count;
        }
    }
}
