using OrleansMarkets.Journal;
using OrleansMarkets.Simulation.Planted;
using OrleansMarkets.Simulation.Reach;

namespace OrleansMarkets.Simulation.Venue;

/// <summary>A stream with eyes: counts replays that began at a snapshot and read a tail.</summary>
internal sealed class ObservedStream(IJournalStream inner, ReachCounters reach) : WrappedStream(inner)
{
    private bool _beganAtSnapshot;

    public override async ValueTask<IReadOnlyList<JournalStoredBatch>> ReadAsync(long afterSequence, CancellationToken cancellationToken)
    {
        IReadOnlyList<JournalStoredBatch> page = await Inner.ReadAsync(afterSequence, cancellationToken);
        reach.Add(Branch.SnapshotLoadedWithTail, _beganAtSnapshot && page.Count > 0 ? 1 : 0);
        _beganAtSnapshot = false;
        return page;
    }

    public override async ValueTask<JournalSnapshotLoad> LoadSnapshotAsync(CancellationToken cancellationToken)
    {
        JournalSnapshotLoad load = await Inner.LoadSnapshotAsync(cancellationToken);
        _beganAtSnapshot = load.Snapshot is not null;
        return load;
    }
}
