namespace OrleansMarkets.Journal.Files;

/// <summary>One owner's hold on one stream of a <see cref="FileJournalStore"/>.</summary>
internal sealed class FileJournalStream(
    FileStreamState stream, SegmentReader segments, SnapshotFiles snapshots, JournalWriter writer, JournalLimits limits, JournalHead head)
    : FileJournalReader(stream, segments, snapshots), IJournalStream
{
    private readonly Lock _gate = new();
    private JournalHead _head = head;

    public JournalLimits Limits => limits;

    public long Epoch { get; } = head.Epoch;

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

    protected override bool IsOwner => State.Head.Epoch == Epoch;

    public async ValueTask<JournalWriteStatus> AppendAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        limits.CheckBatch(batch);
        if (batch.Count == 0 && !writer.IsClosed && IsHead(State.Head, batch))
        {
            // Nothing to write, and nothing of this owner is on its way: the durable epoch is the whole answer.
            return JournalWriteStatus.Committed;
        }

        WriteOutcome outcome = await writer.SubmitAsync(new WriteRequest(State, Epoch, batch));
        if (outcome.Status == JournalWriteStatus.Committed)
        {
            Advance(outcome.Head);
        }

        return outcome.Status;
    }

    public override ValueTask<JournalHead> QueryHeadAsync(CancellationToken cancellationToken)
    {
        JournalHead durable = State.Head;
        if (durable.Epoch == Epoch)
        {
            Advance(durable);
        }

        return ValueTask.FromResult(durable);
    }

    public ValueTask<JournalWriteStatus> SaveSnapshotAsync(
        long sequence, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        new(BlockingWork.Start(() => SaveSnapshot(sequence, bytes.Span), cancellationToken));

    // Answers of several requests come back side by side, in any order.
    private void Advance(in JournalHead committed)
    {
        lock (_gate)
        {
            if (committed.Sequence > _head.Sequence)
            {
                _head = committed;
            }
        }
    }

    private bool IsHead(JournalHead durable, in JournalBatch batch) =>
        durable.Epoch == Epoch && durable.Sequence + 1 == batch.FirstSequence;

    private JournalWriteStatus SaveSnapshot(long sequence, ReadOnlySpan<byte> bytes)
    {
        lock (State.SnapshotGate)
        {
            JournalHead durable = State.Head;
            if (durable.Epoch != Epoch)
            {
                return JournalWriteStatus.Fenced;
            }

            limits.CheckSnapshot(sequence, bytes.Length, durable.Sequence, State.Snapshots.Count == 0 ? 0 : State.Snapshots[^1]);
            try
            {
                Snapshots.Save(State, Epoch, sequence, bytes);
            }
            catch (IOException failure)
            {
                throw JournalWriter.Definite(failure);
            }

            return JournalWriteStatus.Committed;
        }
    }
}
