namespace OrleansMarkets.Journal;

/// <summary>What loading a snapshot found.</summary>
/// <param name="Snapshot">The newest valid snapshot, or null: then the stream is replayed from its start.</param>
/// <param name="Rejected">One line for each newer snapshot that was damaged or ahead of the log.</param>
public sealed record JournalSnapshotLoad(JournalSnapshot? Snapshot, IReadOnlyList<string> Rejected)
{
    /// <summary>Whether a newer snapshot had to be passed over.</summary>
    public bool FellBack => Rejected.Count > 0;
}
