using OrleansMarkets.Journal;
using OrleansMarkets.Simulation.Reach;

namespace OrleansMarkets.Simulation.Venue;

/// <summary>One owner's stream of an <see cref="ObservedJournal"/>.</summary>
internal sealed class ObservedStream(IJournalStream inner, ReachCounters reach) : IJournalStream
{
    private bool _beganAtSnapshot;

    public JournalLimits Limits => inner.Limits;

    public long Epoch => inner.Epoch;

    public JournalHead Head => inner.Head;

    public string StreamId => inner.StreamId;

    public ValueTask<JournalWriteStatus> AppendAsync(JournalBatch batch, CancellationToken cancellationToken) =>
        inner.AppendAsync(batch, cancellationToken);

    public ValueTask<JournalHead> QueryHeadAsync(CancellationToken cancellationToken) => inner.QueryHeadAsync(cancellationToken);

    public ValueTask<JournalWriteStatus> SaveSnapshotAsync(
        long sequence, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        inner.SaveSnapshotAsync(sequence, bytes, cancellationToken);

    public async ValueTask<IReadOnlyList<JournalStoredBatch>> ReadAsync(long afterSequence, CancellationToken cancellationToken)
    {
        IReadOnlyList<JournalStoredBatch> page = await inner.ReadAsync(afterSequence, cancellationToken);
        reach.Add(Branch.SnapshotLoadedWithTail, _beganAtSnapshot && page.Count > 0 ? 1 : 0);
        _beganAtSnapshot = false;
        return page;
    }

    public async ValueTask<JournalSnapshotLoad> LoadSnapshotAsync(CancellationToken cancellationToken)
    {
        JournalSnapshotLoad load = await inner.LoadSnapshotAsync(cancellationToken);
        _beganAtSnapshot = load.Snapshot is not null;
        return load;
    }
}
