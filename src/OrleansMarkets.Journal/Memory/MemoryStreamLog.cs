namespace OrleansMarkets.Journal.Memory;

/// <summary>The durable truth of one stream in memory; it outlives the silos that use it.</summary>
internal sealed class MemoryStreamLog(string streamId)
{
    internal const int FirstChunkBytes = 4_096;
    internal const int MaxChunkBytes = 1 << 20;
    internal const int SnapshotsKept = 2;

    private readonly Lock _gate = new();
    private readonly List<MemoryBatch> _batches = [];
    private readonly List<JournalHash> _links = [JournalHash.Genesis(streamId)];
    private readonly List<MemorySnapshot> _snapshots = [];
    private byte[] _chunk = [];
    private int _chunkUsed;
    private long _epoch;

    public string StreamId => streamId;

    /// <summary>The epoch and the last sequence; asks for no hash.</summary>
    public JournalStreamInfo Info
    {
        get
        {
            lock (_gate)
            {
                return new JournalStreamInfo(streamId, _epoch, HeadSequence);
            }
        }
    }

    private long HeadSequence => _batches.Count == 0 ? 0 : _batches[^1].LastSequence;

    public long TakeEpoch(out int batches)
    {
        lock (_gate)
        {
            batches = _batches.Count;
            return ++_epoch;
        }
    }

    /// <summary>The head after the first so many batches (-1: all).</summary>
    public JournalHead HeadAfter(int batches, out int counted)
    {
        lock (_gate)
        {
            counted = batches < 0 ? _batches.Count : batches;
            MemoryBatch last = counted == 0 ? default : _batches[counted - 1];
            return new JournalHead(_epoch, counted == 0 ? 0 : last.LastSequence, last.LastTimeNs, Link(counted));
        }
    }

    public JournalWriteStatus Append(long epoch, in JournalBatch batch, bool hashNow)
    {
        lock (_gate)
        {
            if (epoch != _epoch || batch.FirstSequence != HeadSequence + 1)
            {
                return JournalWriteStatus.Fenced;
            }

            JournalLimits.CheckTime(batch, _batches.Count == 0 ? 0 : _batches[^1].LastTimeNs);
            if (batch.Count > 0)
            {
                _batches.Add(new MemoryBatch(epoch, batch.FirstSequence, batch.Count, batch.LastTimeNs, Copy(batch.Body.Span)));
                if (hashNow)
                {
                    _ = Link(_batches.Count);
                }
            }

            return JournalWriteStatus.Committed;
        }
    }

    public IReadOnlyList<JournalStoredBatch> Read(long afterSequence, JournalLimits limits)
    {
        lock (_gate)
        {
            var page = new List<JournalStoredBatch>();
            int bytes = 0;
            for (int i = FirstAfter(afterSequence); i < _batches.Count && page.Count < limits.MaxReadBatches; i++)
            {
                MemoryBatch batch = _batches[i];
                if (page.Count > 0 && bytes + batch.Body.Length > limits.MaxReadBytes)
                {
                    break;
                }

                bytes += batch.Body.Length;
                var stored = new JournalStoredBatch(
                    streamId, batch.Epoch, batch.FirstSequence, batch.Count, Link(i), Link(i + 1), batch.Body);
                stored.Verify();
                page.Add(stored);
            }

            return page;
        }
    }

    public JournalWriteStatus SaveSnapshot(long epoch, long sequence, byte[] bytes, JournalLimits limits)
    {
        lock (_gate)
        {
            if (epoch != _epoch)
            {
                return JournalWriteStatus.Fenced;
            }

            limits.CheckSnapshot(sequence, bytes.Length, HeadSequence, _snapshots.Count == 0 ? 0 : _snapshots[^1].Sequence);
            _snapshots.RemoveAll(s => s.Sequence == sequence);
            _snapshots.Add(new MemorySnapshot(sequence, bytes, JournalHash.OfBytes(bytes)));
            while (_snapshots.Count > SnapshotsKept)
            {
                _snapshots.RemoveAt(0);
            }

            return JournalWriteStatus.Committed;
        }
    }

    /// <summary>Loads the newest valid snapshot; an owner drops those passed over, so that they never push out a valid one.</summary>
    public JournalSnapshotLoad LoadSnapshot(bool dropRejected)
    {
        lock (_gate)
        {
            var rejected = new List<string>();
            for (int i = _snapshots.Count - 1; i >= 0; i--)
            {
                MemorySnapshot snapshot = _snapshots[i];
                if (snapshot.Sequence <= HeadSequence && snapshot.Hash == JournalHash.OfBytes(snapshot.Bytes))
                {
                    return new JournalSnapshotLoad(new JournalSnapshot(snapshot.Sequence, snapshot.Bytes), rejected);
                }

                rejected.Add($"Stream '{streamId}': the snapshot at {snapshot.Sequence} is damaged or ahead of the log.");
                if (dropRejected)
                {
                    _snapshots.RemoveAt(i);
                }
            }

            return new JournalSnapshotLoad(null, rejected);
        }
    }

    public void FlipRecordBit(long sequence, int bit)
    {
        lock (_gate)
        {
            _ = Link(_batches.Count); // the links stay those of the undamaged bytes
            MemoryBatch batch = _batches[FirstAfter(sequence - 1)];
            Flip(batch.Body.Span, bit);
        }
    }

    public void FlipSnapshotBit(int bit)
    {
        lock (_gate)
        {
            Flip(_snapshots[^1].Bytes, bit);
        }
    }

    private static void Flip(Span<byte> bytes, int bit) => bytes[bit / 8] ^= (byte)(1 << (bit % 8));

    private JournalHash Link(int batches)
    {
        while (_links.Count <= batches)
        {
            MemoryBatch batch = _batches[_links.Count - 1];
            _links.Add(JournalHash.Next(_links[^1], batch.Epoch, batch.FirstSequence, batch.Count, batch.Body.Span));
        }

        return _links[batches];
    }

    /// <summary>The index of the first batch that ends after a sequence.</summary>
    private int FirstAfter(long sequence)
    {
        int low = 0;
        int high = _batches.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_batches[middle].LastSequence > sequence)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private Memory<byte> Copy(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _chunk.Length - _chunkUsed)
        {
            _chunk = new byte[Math.Max(bytes.Length, Math.Clamp(2 * _chunk.Length, FirstChunkBytes, MaxChunkBytes))];
            _chunkUsed = 0;
        }

        Memory<byte> copy = _chunk.AsMemory(_chunkUsed, bytes.Length);
        bytes.CopyTo(copy.Span);
        _chunkUsed += bytes.Length;
        return copy;
    }
}
