namespace OrleansMarkets.Journal;

/// <summary>A place for append-only streams with one owner each: the only synchronous durable write of the exchange.</summary>
public interface IJournalStore : IJournalCatalog
{
    /// <summary>
    /// Takes the next epoch of a stream durably, which fences every earlier owner, and gives the head. A stream comes into being
    /// when it is first opened. After an unknown outcome the caller opens again and gets a later epoch.
    /// </summary>
    ValueTask<IJournalStream> OpenAsync(string streamId, CancellationToken cancellationToken);

    /// <summary>
    /// What the store's own clock says: one clock for all owners, against which each holds its own. Read at some moment between the call
    /// and its completion. Throws <see cref="JournalUnavailableException"/> or <see cref="JournalOutcomeUnknownException"/> if there is no
    /// answer; asking again is harmless.
    /// </summary>
    ValueTask<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken);
}
