namespace OrleansMarkets.Journal.Memory;

/// <summary>A time during which a store is unavailable.</summary>
/// <param name="From">The first instant.</param>
/// <param name="Until">The first instant after it.</param>
public readonly record struct MemoryOutage(DateTimeOffset From, DateTimeOffset Until);
