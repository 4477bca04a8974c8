using OrleansMarkets.Journal.Files;
using OrleansMarkets.Journal.Tests.Kit;

namespace OrleansMarkets.Journal.Tests.Files;

/// <summary>
/// A process or machine that dies at any step of the disk: what was acknowledged is there, what is there was asked for, and the store
/// goes on.
/// </summary>
public sealed class FileJournalCrashTests
{
    internal const int MaxSteps = 400;

    /// <summary>How the last moments look on disk.</summary>
    public enum Image
    {
        /// <summary>The process died between two steps.</summary>
        Clean,

        /// <summary>The last write was made by half.</summary>
        Torn,

        /// <summary>The machine lost power: nothing unflushed survived.</summary>
        NothingUnflushed,

        /// <summary>The machine lost power: every second unflushed sector survived.</summary>
        HalfOfTheUnflushed,

        /// <summary>The last write was made by half and the machine lost power: every third unflushed sector was lost.</summary>
        TornAndSomeUnflushed,
    }

    [Theory]
    [InlineData(Image.Clean)]
    [InlineData(Image.Torn)]
    [InlineData(Image.NothingUnflushed)]
    [InlineData(Image.HalfOfTheUnflushed)]
    [InlineData(Image.TornAndSomeUnflushed)]
    public async Task WhateverTheStepNothingAcknowledgedIsLost(Image image)
    {
        int step = 0;
        int tails = 0;
        bool finished = false;
        while (!finished)
        {
            Assert.True(step < MaxSteps, "the script has more steps than expected");
            using var directory = new TemporaryDirectory();
            var disk = new TestDisk { LastStep = step, TearsLastWrite = image is Image.Torn or Image.TornAndSomeUnflushed };
            var script = new Script(directory, disk);
            finished = await script.RunAsync();
            disk.LosePower(survives: i => image switch
            {
                Image.NothingUnflushed => false,
                Image.HalfOfTheUnflushed => i % 2 == 0,
                Image.TornAndSomeUnflushed => i % 3 != 0,
                _ => true,
            });
            tails += await script.AssertRecoversAsync() ? 1 : 0;
            step++;
        }

        Assert.True(step > 60, $"only {step} steps");
        Assert.True(tails > 0 || image is Image.Clean or Image.NothingUnflushed, "no image had an unfinished end");
    }

    /// <summary>Two streams, two owners of one, snapshots and several segments.</summary>
    private sealed class Script(string directory, TestDisk disk)
    {
        private readonly Dictionary<string, long> _acknowledged = new() { ["a"] = 0, ["b"] = 0 };
        private readonly Dictionary<string, long> _asked = new() { ["a"] = 0, ["b"] = 0 };
        private long _snapshotAcknowledged;
        private long _epochAcknowledged;

        /// <summary>True if the script came to its end before the last step.</summary>
        public async Task<bool> RunAsync()
        {
            FileJournalStore? store = null;
            try
            {
                store = FileJournalStore.Open(directory, SmallFiles.Options, disk);
                await WriteAsync(store);
                return true;
            }
            catch (Exception end) when (end is InvalidOperationException or JournalException)
            {
                return false;
            }
            finally
            {
                store?.Dispose();
            }
        }

        public async Task<bool> AssertRecoversAsync()
        {
            bool cut;
            using (FileJournalStore store = FileJournalStore.Open(directory, SmallFiles.Options))
            {
                cut = store.Recovery.SavedAs is not null;
                foreach (string id in (string[])["a", "b"])
                {
                    IJournalStream stream = await store.OpenAsync(id, default);
                    Assert.InRange(stream.Head.Sequence, _acknowledged[id], _asked[id]);
                    Assert.Equal(stream.Head.Sequence, await Batches.ReplayAsync(stream));
                    JournalSnapshotLoad load = await stream.LoadSnapshotAsync(default);
                    Assert.False(load.FellBack);
                    Assert.True(id != "a" || (load.Snapshot?.Sequence ?? 0) >= _snapshotAcknowledged);
                    Assert.True(id != "a" || stream.Epoch > _epochAcknowledged);
                    await Batches.CommitAsync(stream, 3);
                }
            }

            FileJournalArchive again = FileJournalArchive.Open(directory, SmallFiles.Limits);
            Assert.Null(again.Recovery.TornTail);
            Assert.True(await Batches.ReplayAsync(await again.OpenReadOnlyAsync("a", default)) >= _acknowledged["a"] + 3);
            return cut;
        }

        private async Task WriteAsync(FileJournalStore store)
        {
            IJournalStream a = await store.OpenAsync("a", default);
            _epochAcknowledged = a.Epoch;
            IJournalStream b = await store.OpenAsync("b", default);
            for (int round = 0; round < 6; round++)
            {
                await AppendAsync(a, 1 + round);
                await AppendAsync(b, 2);
                if (round % 2 == 1)
                {
                    await a.SaveSnapshotAsync(a.Head.Sequence, Batches.Payload(a.Head.Sequence), default);
                    _snapshotAcknowledged = a.Head.Sequence;
                }

                if (round == 3)
                {
                    a = await store.OpenAsync("a", default);
                    _epochAcknowledged = a.Epoch;
                }
            }
        }

        private async Task AppendAsync(IJournalStream stream, int count)
        {
            JournalBatch batch = Batches.After(stream.Head.Sequence, count);
            _asked[stream.StreamId] = batch.LastSequence;
            Assert.Equal(JournalWriteStatus.Committed, await stream.AppendAsync(batch, default));
            _acknowledged[stream.StreamId] = batch.LastSequence;
        }
    }
}
