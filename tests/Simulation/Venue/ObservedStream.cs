using OrleansMarkets.Journal;
using OrleansMarkets.Simulation.Planted;
using OrleansMarkets.Simulation.Reach;

namespace OrleansMarkets.Simulation.Venue;

/// <summary>A stream with eyes: counts replays that began at a snapshot and read a tail, and refuses records of poison.</summary>
internal sealed class ObservedStream(IJournalStream inner, ReachCounters reach, PoisonedCalls poison) : WrappedStream(inner)
{
    private readonly bool _isMarket = SimulatedVenue.IsMarket(inner.StreamId);
    private bool _beganAtSnapshot;

    public override JournalLimits Limits => _isMarket ? poison.Limit(Inner.Limits) : Inner.Limits;

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
