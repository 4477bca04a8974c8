namespace OrleansMarkets.Journal.Files;

/// <summary>Reads one stream of a data directory. Disk work is done on the thread pool, never in the caller's turn.</summary>
internal class FileJournalReader(FileStreamState stream, SegmentReader segments, SnapshotFiles snapshots) : IJournalReader
{
    public string StreamId => stream.StreamId;

    protected FileStreamState State => stream;

    protected SnapshotFiles Snapshots => snapshots;

    protected virtual bool IsOwner => false;

    public virtual ValueTask<JournalHead> QueryHeadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(stream.Head);

    public ValueTask<IReadOnlyList<JournalStoredBatch>> ReadAsync(long afterSequence, CancellationToken cancellationToken) =>
        new(Task.Run(() => segments.Read(stream, afterSequence), cancellationToken));

    public ValueTask<JournalSnapshotLoad> LoadSnapshotAsync(CancellationToken cancellationToken) =>
        new(Task.Run(LoadSnapshot, cancellationToken));

    private JournalSnapshotLoad LoadSnapshot()
    {
        lock (stream.SnapshotGate)
        {
            return snapshots.Load(stream, IsOwner);
        }
    }
}
