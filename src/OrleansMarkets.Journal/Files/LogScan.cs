namespace OrleansMarkets.Journal.Files;

/// <summary>The result of reading a whole log.</summary>
/// <param name="Streams">All streams with head and index.</param>
/// <param name="LastSegment">The number of the last segment, 0 if there is none.</param>
/// <param name="EndOffset">The log offset at which the intact entries end.</param>
/// <param name="TornTail">Where an unfinished write begins, or null.</param>
/// <param name="TornBytes">The bytes of it up to the last that is not zero.</param>
/// <param name="MarkDamaged">Whether the durable mark could not be read.</param>
internal sealed record LogScan(
    Dictionary<string, FileStreamState> Streams, int LastSegment, long EndOffset, JournalPlace? TornTail, long TornBytes, bool MarkDamaged);
