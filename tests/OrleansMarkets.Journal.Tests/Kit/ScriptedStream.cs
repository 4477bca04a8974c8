namespace OrleansMarkets.Journal.Tests.Kit;

/// <summary>A stream whose every answer a test gives by hand.</summary>
public sealed class ScriptedStream : IJournalStream
{
    private readonly List<Pending> _pending = [];

    public string StreamId => "scripted";

    public JournalLimits Limits { get; } = new() { MaxBatchRecords = 4, MaxBatchBytes = 400, MaxRecordBytes = 100 };

    public long Epoch => 7;

    public JournalHead Head { get; set; } = new(7, 0, 0, JournalHash.Genesis("scripted"));

    public JournalHead? StoreHead { get; set; }

    public List<JournalStoredBatch> Stored { get; } = [];

    public int QueryFailures { get; set; }

    public int Queries { get; private set; }

    public int Appends { get; private set; }

    /// <summary>The append in flight: a group commit never has two.</summary>
    public JournalBatch InFlight => Assert.Single(_pending).Batch;

    public bool Idle => _pending.Count == 0;

    public ValueTask<JournalWriteStatus> AppendAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        Appends++;
        Assert.Empty(_pending);
        var pending = new Pending(batch, new TaskCompletionSource<JournalWriteStatus>(TaskCreationOptions.RunContinuationsAsynchronously));
        _pending.Add(pending);
        return new ValueTask<JournalWriteStatus>(pending.Answer.Task);
    }

    public void Commit()
    {
        JournalBatch batch = InFlight;
        Head = HeadAfter(batch);
        StoreHead = Head;
        Take().SetResult(JournalWriteStatus.Committed);
    }

    public void Fence() => Take().SetResult(JournalWriteStatus.Fenced);

    public void Fail(Exception failure) => Take().SetException(failure);

    public JournalHead HeadAfter(JournalBatch batch) =>
        new(Epoch, batch.LastSequence, batch.LastTimeNs, batch.HashAfter(Head.BatchHash, Epoch));

    public ValueTask<JournalHead> QueryHeadAsync(CancellationToken cancellationToken)
    {
        Queries++;
        if (QueryFailures > 0)
        {
            QueryFailures--;
            return ValueTask.FromException<JournalHead>(new JournalUnavailableException("no answer"));
        }

        JournalHead head = StoreHead ?? Head;
        if (head.Epoch == Epoch)
        {
            Head = head;
        }

        return ValueTask.FromResult(head);
    }

    public ValueTask<IReadOnlyList<JournalStoredBatch>> ReadAsync(long afterSequence, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<JournalStoredBatch>>([.. Stored.Where(b => b.LastSequence > afterSequence)]);

    public ValueTask<JournalSnapshotLoad> LoadSnapshotAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(new JournalSnapshotLoad(null, []));

    public ValueTask<JournalWriteStatus> SaveSnapshotAsync(
        long sequence, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        ValueTask.FromResult(JournalWriteStatus.Committed);

    private TaskCompletionSource<JournalWriteStatus> Take()
    {
        Pending pending = Assert.Single(_pending);
        _pending.Clear();
        return pending.Answer;
    }

    private sealed record Pending(JournalBatch Batch, TaskCompletionSource<JournalWriteStatus> Answer);
}
