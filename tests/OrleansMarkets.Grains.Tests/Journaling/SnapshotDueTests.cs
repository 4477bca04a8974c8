using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Journal.Memory;

namespace OrleansMarkets.Grains.Tests.Journaling;

/// <summary>Snapshots are due by number of records and by bytes: a large state is not written over and over.</summary>
public sealed class SnapshotDueTests
{
    private const int EveryRecords = 3;
    private const int RecordBytes = 100;
    private const int SnapshotBytes = 1_000;

    [Fact]
    public async Task A_large_state_is_saved_only_when_the_log_has_grown_by_a_multiple_of_it()
    {
        GrainLog log = await GrainLog.OpenAsync(
            new MemoryJournalStore(TimeProvider.System),
            "market/TEST",
            new Nothing(),
            TimeProvider.System,
            new JournalingOptions { SnapshotEveryRecords = EveryRecords },
            _ => { },
            CancellationToken.None);
        Assert.Equal(EveryRecords, await AppendUntilDue(log));
        await Save(log);
        Assert.Equal(GrainLog.TailBytesPerSnapshotByte * SnapshotBytes / RecordBytes, await AppendUntilDue(log));
    }

    private static async Task<int> AppendUntilDue(GrainLog log)
    {
        int records = 0;
        for (; !log.IsSnapshotDue && records < 1_000; records++)
        {
            await log.Append(log.LastTimeNs + 1, new byte[RecordBytes]);
        }

        return records;
    }

    private static async Task Save(GrainLog log)
    {
        log.Snapshot(static writer =>
        {
            for (int i = 0; i < SnapshotBytes; i++)
            {
                writer.WriteByte(0);
            }
        });
        await log.Barrier();
    }

    private sealed class Nothing : IReplayTarget
    {
        public void LoadSnapshot(ReadOnlySpan<byte> snapshot)
        {
            // The stream is new.
        }

        public void Fold(long sequence, ReadOnlySpan<byte> record)
        {
            // As above.
        }
    }
}
