using OrleansMarkets.Journal;

namespace OrleansMarkets.Simulation.Planted;

/// <summary>Now and then the store says that a batch is durable and never writes it.</summary>
internal sealed class LostAppend : PlantedFault
{
    private const int OneIn = 300;

    private int _appends;

    public override IJournalStore Wrap(IJournalStore store) =>
        new WrappedStore(store, stream => new ForgetfulStream(stream, () => ++_appends % OneIn == 0));

    private sealed class ForgetfulStream(IJournalStream inner, Func<bool> isLost) : WrappedStream(inner)
    {
        public override ValueTask<JournalWriteStatus> AppendAsync(JournalBatch batch, CancellationToken cancellationToken) =>
            batch.Count > 0 && isLost()
                ? ValueTask.FromResult(JournalWriteStatus.Committed)
                : Inner.AppendAsync(batch, cancellationToken);
    }
}
