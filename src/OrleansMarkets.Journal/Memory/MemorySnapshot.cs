namespace OrleansMarkets.Journal.Memory;

/// <summary>A stored snapshot with the hash it had when it was saved.</summary>
internal sealed record MemorySnapshot(long Sequence, byte[] Bytes, JournalHash Hash);
