namespace OrleansMarkets.Journal;

/// <summary>A snapshot whose hash was verified.</summary>
/// <param name="Sequence">The last record it contains.</param>
/// <param name="Bytes">The opaque state.</param>
public sealed record JournalSnapshot(long Sequence, ReadOnlyMemory<byte> Bytes);
