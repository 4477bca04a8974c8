namespace OrleansMarkets.Journal.Memory;

/// <summary>Reads one stream of a <see cref="MemoryJournalStore"/>.</summary>
internal class MemoryJournalReader(MemoryJournalStore store, MemoryStreamLog log) : IJournalReader
{
    public string StreamId => log.StreamId;

    protected MemoryJournalStore Store => store;

    protected MemoryStreamLog Log => log;

    protected virtual bool IsOwner => false;

    public virtual ValueTask<JournalHead> QueryHeadAsync(CancellationToken cancellationToken) =>
        store.Injector.Run(StreamId, () => log.HeadAfter(-1, out _));

    public ValueTask<IReadOnlyList<JournalStoredBatch>> ReadAsync(long afterSequence, CancellationToken cancellationToken) =>
        store.Injector.Run(StreamId, () => log.Read(afterSequence, store.Limits));

    public ValueTask<JournalSnapshotLoad> LoadSnapshotAsync(CancellationToken cancellationToken) =>
        store.Injector.Run(StreamId, LoadSnapshot);

    private JournalSnapshotLoad LoadSnapshot()
    {
        JournalSnapshotLoad load = log.LoadSnapshot(IsOwner);
        if (load.FellBack)
        {
            store.Injector.Count(static c => c.SnapshotFallback++);
        }

        return load;
    }
}
