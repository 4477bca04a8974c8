using OrleansMarkets.Journal;

namespace OrleansMarkets.Simulation.Planted;

/// <summary>A snapshot claims to hold one record more than it does: that record's effects are lost with the next replay.</summary>
internal sealed class OldSnapshot : PlantedFault
{
    public override IJournalStore Wrap(IJournalStore store) => new WrappedStore(store, stream => new ForgetfulStream(stream));

    private sealed class ForgetfulStream(IJournalStream inner) : WrappedStream(inner)
    {
        public override async ValueTask<JournalSnapshotLoad> LoadSnapshotAsync(CancellationToken cancellationToken)
        {
            JournalSnapshotLoad load = await Inner.LoadSnapshotAsync(cancellationToken);
            return load.Snapshot is { } snapshot
                ? load with { Snapshot = new JournalSnapshot(Math.Min(snapshot.Sequence + 1, Inner.Head.Sequence), snapshot.Bytes) }
                : load;
        }
    }
}
