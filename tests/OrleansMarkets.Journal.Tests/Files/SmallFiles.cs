using OrleansMarkets.Journal.Files;

namespace OrleansMarkets.Journal.Tests.Files;

/// <summary>Settings under which a handful of batches fills several segments.</summary>
internal static class SmallFiles
{
    public static JournalLimits Limits { get; } = new() { MaxRecordBytes = 400, MaxBatchBytes = 600, MaxSnapshotBytes = 500 };

    public static FileJournalOptions Options { get; } = new()
    {
        Limits = Limits,
        SegmentBytes = 1_024,
        MaxGroupBytes = 2_048,
        PrepareSegmentAhead = false,
        OnFlushFailure = static _ => { },
    };
}
