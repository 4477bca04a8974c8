using OrleansMarkets.Journal;
using OrleansMarkets.Simulation.Reach;

namespace OrleansMarkets.Simulation.Venue;

/// <summary>The store with eyes: counts replays that began at a snapshot and read a tail.</summary>
internal sealed class ObservedJournal(IJournalStore inner, ReachCounters reach) : IJournalStore
{
    public JournalLimits Limits => inner.Limits;

    public ValueTask<IReadOnlyList<JournalStreamInfo>> ListAsync(
        string prefix, string? afterStreamId, int limit, CancellationToken cancellationToken) =>
        inner.ListAsync(prefix, afterStreamId, limit, cancellationToken);

    public ValueTask<IJournalReader> OpenReadOnlyAsync(string streamId, CancellationToken cancellationToken) =>
        inner.OpenReadOnlyAsync(streamId, cancellationToken);

    public async ValueTask<IJournalStream> OpenAsync(string streamId, CancellationToken cancellationToken) =>
        new ObservedStream(await inner.OpenAsync(streamId, cancellationToken), reach);
}
