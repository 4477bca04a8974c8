namespace OrleansMarkets.Journal.Memory;

/// <summary>One owner's hold on one stream of a <see cref="MemoryJournalStore"/>.</summary>
internal sealed class MemoryJournalStream(MemoryJournalStore store, MemoryStreamLog log, long epoch, int batches)
    : MemoryJournalReader(store, log), IJournalStream
{
    private int _batches = batches;

    public JournalLimits Limits => Store.Limits;

    public long Epoch => epoch;

    public JournalHead Head => Log.HeadAfter(_batches, out _) with { Epoch = epoch };

    protected override bool IsOwner => true;

    public ValueTask<JournalWriteStatus> AppendAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Limits.CheckBatch(batch);
        if (!Store.Injector.Active)
        {
            return ValueTask.FromResult(AppendNow(batch)); // the common case of a replay: no closure, no task
        }

        return AppendThroughFaultsAsync(batch);
    }

    public override async ValueTask<JournalHead> QueryHeadAsync(CancellationToken cancellationToken)
    {
        (JournalHead head, int counted) = await Store.Injector.Run(StreamId, () => (Log.HeadAfter(-1, out int all), all));
        if (head.Epoch == epoch)
        {
            _batches = counted;
        }

        return head;
    }

    public ValueTask<JournalWriteStatus> SaveSnapshotAsync(long sequence, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        byte[] copy = bytes.ToArray();
        return Store.Injector.Run(StreamId, () => CountFenced(Log.SaveSnapshot(epoch, sequence, copy, Store.Limits)));
    }

    private async ValueTask<JournalWriteStatus> AppendThroughFaultsAsync(JournalBatch batch)
    {
        // The caller may reuse its buffer before a late commit lands.
        JournalBatch late = Store.Faults.UnknownThenLateCommit > 0
            ? new JournalBatch(batch.FirstSequence, batch.Count, batch.LastTimeNs, batch.Body.ToArray())
            : batch;
        JournalWriteStatus status = await Store.Injector.Run(StreamId, () => Guarded(batch), () => CommitLate(late));
        return Acknowledge(batch, status);
    }

    private JournalWriteStatus CommitLate(in JournalBatch batch)
    {
        JournalWriteStatus status = Guarded(batch);
        if (status == JournalWriteStatus.Committed)
        {
            Store.Injector.Count(static c => c.LateCommits++);
        }

        return status;
    }

    private JournalWriteStatus AppendNow(in JournalBatch batch) => Acknowledge(batch, Guarded(batch));

    private JournalWriteStatus Guarded(in JournalBatch batch) => CountFenced(Log.Append(epoch, batch, Store.HashEagerly));

    private JournalWriteStatus Acknowledge(in JournalBatch batch, JournalWriteStatus status)
    {
        if (status == JournalWriteStatus.Committed && batch.Count > 0)
        {
            _batches++;
        }

        return status;
    }

    private JournalWriteStatus CountFenced(JournalWriteStatus status)
    {
        if (status == JournalWriteStatus.Fenced)
        {
            Store.Injector.Count(static c => c.Fenced++);
        }

        return status;
    }
}
