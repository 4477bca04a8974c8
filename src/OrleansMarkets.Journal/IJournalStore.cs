namespace OrleansMarkets.Journal;

/// <summary>A place for append-only streams with one owner each: the only synchronous durable write of the exchange.</summary>
public interface IJournalStore : IJournalCatalog
{
    /// <summary>
    /// Takes the next epoch of a stream durably, which fences every earlier owner, and gives the head. A stream comes into being
    /// when it is first opened. After an unknown outcome the caller opens again and gets a later epoch.
    /// </summary>
    ValueTask<IJournalStream> OpenAsync(string streamId, CancellationToken cancellationToken);
}
