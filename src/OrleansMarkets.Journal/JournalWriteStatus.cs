namespace OrleansMarkets.Journal;

/// <summary>The known outcome of a guarded write.</summary>
public enum JournalWriteStatus
{
    /// <summary>Durable.</summary>
    Committed = 1,

    /// <summary>Nothing was written: the epoch or the expected head no longer holds (zero rows, not an error).</summary>
    Fenced = 2,
}
