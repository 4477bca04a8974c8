namespace OrleansMarkets.Journal.Files;

/// <summary>Where a stream's first batch in one block of the log stands.</summary>
internal readonly record struct BlockStart(long LogOffset, long FirstSequence);
