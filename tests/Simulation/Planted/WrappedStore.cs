using OrleansMarkets.Journal;

namespace OrleansMarkets.Simulation.Planted;

/// <summary>A store whose streams are somebody else's.</summary>
internal sealed class WrappedStore(IJournalStore inner, Func<IJournalStream, IJournalStream> wrap) : IJournalStore
{
    public JournalLimits Limits => inner.Limits;

    public ValueTask<IReadOnlyList<JournalStreamInfo>> ListAsync(
        string prefix, string? afterStreamId, int limit, CancellationToken cancellationToken) =>
        inner.ListAsync(prefix, afterStreamId, limit, cancellationToken);

    public ValueTask<IJournalReader> OpenReadOnlyAsync(string streamId, CancellationToken cancellationToken) =>
        inner.OpenReadOnlyAsync(streamId, cancellationToken);

    public ValueTask<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken) => inner.ReadClockAsync(cancellationToken);

    public async ValueTask<IJournalStream> OpenAsync(string streamId, CancellationToken cancellationToken) =>
        wrap(await inner.OpenAsync(streamId, cancellationToken));
}
