namespace OrleansMarkets.Journal.Files;

/// <summary>What the start of a file store found at the end of its log.</summary>
/// <param name="EndOffset">The log offset at which the intact entries end.</param>
/// <param name="TornTail">Where an unfinished write begins that was never acknowledged, or null.</param>
/// <param name="TornBytes">The bytes of it up to the last that is not zero.</param>
/// <param name="SavedAs">The file it was copied to before it was cut; null if nothing was cut.</param>
/// <param name="MarkDamaged">Whether the durable mark could not be read, so that only the entries themselves gave evidence.</param>
public sealed record JournalRecovery(long EndOffset, JournalPlace? TornTail, long TornBytes, string? SavedAs, bool MarkDamaged);
