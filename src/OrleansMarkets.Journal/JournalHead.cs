namespace OrleansMarkets.Journal;

/// <summary>The end of a stream as the store knows it.</summary>
/// <param name="Epoch">The epoch of the stream's latest owner.</param>
/// <param name="Sequence">The last sequence, 0 for an empty stream.</param>
/// <param name="TimeNs">The time of the last record in ns since 1970-01-01 UTC, 0 for an empty stream.</param>
/// <param name="BatchHash">The chain's last link.</param>
public readonly record struct JournalHead(long Epoch, long Sequence, long TimeNs, JournalHash BatchHash);
