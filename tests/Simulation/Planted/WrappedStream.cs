using OrleansMarkets.Journal;

namespace OrleansMarkets.Simulation.Planted;

/// <summary>A stream that does what another one does, except what is overridden.</summary>
internal abstract class WrappedStream(IJournalStream inner) : IJournalStream
{
    public virtual JournalLimits Limits => inner.Limits;

    public long Epoch => inner.Epoch;

    public JournalHead Head => inner.Head;

    public string StreamId => inner.StreamId;

    protected IJournalStream Inner => inner;

    public virtual ValueTask<JournalWriteStatus> AppendAsync(JournalBatch batch, CancellationToken cancellationToken) =>
        inner.AppendAsync(batch, cancellationToken);

    public virtual ValueTask<JournalSnapshotLoad> LoadSnapshotAsync(CancellationToken cancellationToken) =>
        inner.LoadSnapshotAsync(cancellationToken);

    public virtual ValueTask<IReadOnlyList<JournalStoredBatch>> ReadAsync(long afterSequence, CancellationToken cancellationToken) =>
        inner.ReadAsync(afterSequence, cancellationToken);

    public ValueTask<JournalHead> QueryHeadAsync(CancellationToken cancellationToken) => inner.QueryHeadAsync(cancellationToken);

    public ValueTask<JournalWriteStatus> SaveSnapshotAsync(
        long sequence, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        inner.SaveSnapshotAsync(sequence, bytes, cancellationToken);
}
