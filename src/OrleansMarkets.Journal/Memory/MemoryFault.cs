namespace OrleansMarkets.Journal.Memory;

/// <summary>What befalls one call.</summary>
internal enum MemoryFault
{
    None,
    Unavailable,
    FailBeforeCommit,
    UnknownBeforeCommit,
    UnknownAfterCommit,
    UnknownThenLateCommit,
}
