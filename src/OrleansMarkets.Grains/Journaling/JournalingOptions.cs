using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Journaling;

/// <summary>How grains keep their logs.</summary>
public sealed class JournalingOptions
{
    /// <summary>Records after which a grain saves a snapshot; zero for never (a log that is kept whole for verification).</summary>
    public int SnapshotEveryRecords { get; set; } = 50_000;

    /// <summary>Limits and patience of the group commit.</summary>
    public GroupCommitOptions Commit { get; set; } = GroupCommitOptions.Default;
}
