namespace OrleansMarkets.Journal.Files;

/// <summary>The writer's answer.</summary>
internal readonly record struct WriteOutcome(JournalWriteStatus Status, JournalHead Head);
