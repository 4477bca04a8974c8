using OrleansMarkets.Journal;
using OrleansMarkets.Simulation.Clients;
using OrleansMarkets.Simulation.Reach;

namespace OrleansMarkets.Simulation.Venue;

/// <summary>The journal as one silo uses it: with a wrong clock the silo may ask for the time, but open no market.</summary>
internal sealed class SiloStore(string silo, IJournalStore inner, WrongClocks clocks, SeedResult result) : IJournalStore
{
    public JournalLimits Limits => inner.Limits;

    public ValueTask<IReadOnlyList<JournalStreamInfo>> ListAsync(
        string prefix, string? afterStreamId, int limit, CancellationToken cancellationToken) =>
        inner.ListAsync(prefix, afterStreamId, limit, cancellationToken);

    public ValueTask<IJournalReader> OpenReadOnlyAsync(string streamId, CancellationToken cancellationToken) =>
        inner.OpenReadOnlyAsync(streamId, cancellationToken);

    public ValueTask<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken)
    {
        result.Reach.Add(Branch.WrongClockRefused, clocks.IsWrong(silo) ? 1 : 0);
        return inner.ReadClockAsync(cancellationToken);
    }

    public ValueTask<IJournalStream> OpenAsync(string streamId, CancellationToken cancellationToken)
    {
        result.Violations.Require(
            !SimulatedVenue.IsMarket(streamId) || !clocks.IsWrong(silo), "I25", $"{silo} opens {streamId} with a wrong clock");
        return inner.OpenAsync(streamId, cancellationToken);
    }
}
