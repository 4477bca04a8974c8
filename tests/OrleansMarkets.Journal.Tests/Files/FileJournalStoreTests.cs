using OrleansMarkets.Journal.Files;
using OrleansMarkets.Journal.Tests.Kit;

namespace OrleansMarkets.Journal.Tests.Files;

/// <summary>What only the file store does: sharing flushes, locking its directory, and what happens when the disk refuses.</summary>
public sealed class FileJournalStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly TestDisk _disk = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task StreamsThatWaitShareOneFlush()
    {
        const int Streams = 50;
        using FileJournalStore store = Open(FileJournalOptions.Default with { SegmentBytes = 16 << 20 });
        var streams = new List<IJournalStream>();
        for (int i = 0; i < Streams; i++)
        {
            streams.Add(await store.OpenAsync($"s{i}", default));
        }

        long flushesBefore = store.Flushes;
        long entriesBefore = store.Entries;
        using var gate = new ManualResetEventSlim();
        _disk.FlushGate = gate;
        Task<JournalWriteStatus> first = streams[0].AppendAsync(Batches.After(0, 1), default).AsTask();
        await _disk.FlushWaits.WaitAsync(); // the first flush is under way: all others wait for the next
        List<Task<JournalWriteStatus>> others = [.. streams.Skip(1).Select(s => s.AppendAsync(Batches.After(0, 2), default).AsTask())];
        Assert.False(first.IsCompleted);
        _disk.FlushGate = null;
        gate.Set();
        Assert.All(await Task.WhenAll([first, .. others]), status => Assert.Equal(JournalWriteStatus.Committed, status));
        Assert.Equal(2, store.Flushes - flushesBefore);
        Assert.Equal(Streams, store.Entries - entriesBefore);
    }

    [Fact]
    public async Task NothingIsReadBeforeItIsDurable()
    {
        using FileJournalStore store = Open();
        IJournalStream stream = await store.OpenAsync("a", default);
        await Batches.CommitAsync(stream, 1);
        using var gate = new ManualResetEventSlim();
        _disk.FlushGate = gate;
        Task<JournalWriteStatus> append = stream.AppendAsync(Batches.After(1, 2), default).AsTask();
        await _disk.FlushWaits.WaitAsync();
        IJournalReader reader = await store.OpenReadOnlyAsync("a", default);
        Assert.Equal(1, await Batches.ReplayAsync(reader)); // written, but not flushed
        Assert.Equal(1, (await reader.QueryHeadAsync(default)).Sequence);
        _disk.FlushGate = null;
        gate.Set();
        await append;
        Assert.Equal(3, await Batches.ReplayAsync(reader));
    }

    [Fact]
    public async Task OneOwnersRequestsInOneGroupFollowEachOther()
    {
        using FileJournalStore store = Open();
        IJournalStream first = await store.OpenAsync("a", default);
        using var gate = new ManualResetEventSlim();
        _disk.FlushGate = gate;
        Task<JournalWriteStatus> blocker = first.AppendAsync(Batches.After(0, 1), default).AsTask();
        await _disk.FlushWaits.WaitAsync();
        Task<JournalWriteStatus> second = first.AppendAsync(Batches.After(1, 1), default).AsTask();
        Task<IJournalStream> successor = store.OpenAsync("a", default).AsTask();
        Task<JournalWriteStatus> fenced = first.AppendAsync(Batches.After(2, 1), default).AsTask();
        _disk.FlushGate = null;
        gate.Set();
        Assert.Equal(JournalWriteStatus.Committed, await blocker);
        Assert.Equal(JournalWriteStatus.Committed, await second);
        Assert.Equal(new JournalHead(2, 2, 20, first.Head.BatchHash), (await successor).Head);
        Assert.Equal(JournalWriteStatus.Fenced, await fenced);
    }

    [Fact]
    public void ASecondStoreOnTheDirectoryIsRefusedUntilTheFirstIsClosed()
    {
        using (Open())
        {
            JournalException held = Assert.Throws<JournalException>(() => FileJournalStore.Open(_directory, SmallFiles.Options));
            Assert.Equal(JournalErrorCodes.DirectoryLocked, held.Code);
            _ = FileJournalArchive.Open(_directory); // reading needs no lock
        }

        Open().Dispose();
    }

    [Fact]
    public void AnotherSegmentSizeIsRefused()
    {
        Open().Dispose();
        JournalException refused = Assert.Throws<JournalException>(
            () => FileJournalStore.Open(_directory, SmallFiles.Options with { SegmentBytes = 2_048 }));
        Assert.Equal(JournalErrorCodes.FormatMismatch, refused.Code);
        Assert.Throws<ArgumentException>(() => FileJournalStore.Open(_directory, SmallFiles.Options with { SegmentBytes = 1_000 }));
        Assert.Throws<ArgumentException>(() => FileJournalStore.Open(_directory, SmallFiles.Options with { MaxGroupBytes = 100 }));
    }

    [Fact]
    public async Task AFullDiskIsADefiniteErrorAndTheStoreRecoversAlone()
    {
        using FileJournalStore store = Open();
        IJournalStream stream = await store.OpenAsync("a", default);
        _disk.Full = true;
        JournalUnavailableException? full = null;
        for (int i = 0; i < 20 && full is null; i++)
        {
            try
            {
                await Batches.CommitAsync(stream, 3);
            }
            catch (JournalUnavailableException refused)
            {
                full = refused;
            }
        }

        Assert.Equal(JournalErrorCodes.DiskFull, full?.Code);
        JournalHead head = stream.Head;
        Assert.Equal(head, await stream.QueryHeadAsync(default));
        Assert.False(File.Exists(Path.Combine(_directory, SegmentLog.SpareFileName)));
        await AssertDefiniteAsync(JournalErrorCodes.DiskFull, stream.SaveSnapshotAsync(1, new byte[10], default));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_directory, SnapshotFiles.FolderName)));
        Assert.Equal(head.Sequence, await ReplayFromFilesAsync("a"));

        _disk.Full = false;
        await Batches.CommitAsync(stream, 3);
        await stream.SaveSnapshotAsync(1, new byte[10], default);
        Assert.Equal(head.Sequence + 3, await ReplayFromFilesAsync("a"));
    }

    [Fact]
    public async Task AFullDiskAtTheStartIsADefiniteError()
    {
        _disk.Full = true;
        JournalUnavailableException refused = Assert.Throws<JournalUnavailableException>(() => Open());
        Assert.Equal(JournalErrorCodes.DiskFull, refused.Code);
        _disk.Full = false;
        using FileJournalStore store = Open();
        await Batches.CommitAsync(await store.OpenAsync("a", default), 1);
    }

    [Fact]
    public async Task AWriteThatFailsHalfwayLeavesNothing()
    {
        using FileJournalStore store = Open();
        IJournalStream stream = await store.OpenAsync("a", default);
        await Batches.CommitAsync(stream, 1);
        SortedDictionary<string, byte[]> before = _directory.Read();
        _disk.TearsNextWrite = true;
        await AssertDefiniteAsync(JournalErrorCodes.Unavailable, stream.AppendAsync(Batches.After(1, 3), default));
        Assert.Equal(before[SegmentHeader.FileName(1)], _directory.Read()[SegmentHeader.FileName(1)]);
        Assert.Equal(1, stream.Head.Sequence);
        await Batches.CommitAsync(stream, 3);
        Assert.Equal(4, await ReplayFromFilesAsync("a"));
    }

    [Fact]
    public async Task AFailedFlushEndsTheProcess()
    {
        var ended = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        using FileJournalStore store = Open(SmallFiles.Options with { OnFlushFailure = ended.SetResult });
        IJournalStream stream = await store.OpenAsync("a", default);
        _disk.FlushFails = true;
        await Assert.ThrowsAsync<JournalOutcomeUnknownException>(async () => await stream.AppendAsync(Batches.After(0, 1), default));
        Assert.IsType<IOException>(await ended.Task);
        _disk.FlushFails = false;
        await AssertDefiniteAsync(JournalErrorCodes.Closed, stream.AppendAsync(Batches.After(0, 1), default));
        Assert.Equal(0, (await stream.QueryHeadAsync(default)).Sequence);
    }

    [Fact]
    public async Task AClosedStoreRefuses()
    {
        FileJournalStore store = Open();
        IJournalStream stream = await store.OpenAsync("a", default);
        store.Dispose();
        await AssertDefiniteAsync(JournalErrorCodes.Closed, stream.AppendAsync(Batches.After(0, 1), default));
    }

    [Fact]
    public async Task TheNumberOfWaitingRequestsIsLimited()
    {
        using FileJournalStore store = Open(SmallFiles.Options with { MaxWaitingRequests = 2 });
        IJournalStream stream = await store.OpenAsync("a", default);
        using var gate = new ManualResetEventSlim();
        _disk.FlushGate = gate;
        Task<JournalWriteStatus> inFlight = stream.AppendAsync(Batches.After(0, 1), default).AsTask();
        await _disk.FlushWaits.WaitAsync();
        Task<JournalWriteStatus>[] waiting = [Append(), Append()];
        await AssertDefiniteAsync(JournalErrorCodes.QueueFull, stream.AppendAsync(Batches.After(1, 1), default));
        _disk.FlushGate = null;
        gate.Set();
        await Task.WhenAll([inFlight, .. waiting]);

        Task<JournalWriteStatus> Append() => stream.AppendAsync(Batches.After(1, 0), default).AsTask();
    }

    [Fact]
    public async Task SegmentsPreparedAheadAndLargeGroupsKeepEverything()
    {
        using (FileJournalStore store = Open(SmallFiles.Options with { PrepareSegmentAhead = true }))
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(i => FillAsync(store, $"s{i}")));
            Assert.True(store.Flushes < store.Entries, $"{store.Flushes} flushes for {store.Entries} entries");
        }

        FileJournalArchive archive = FileJournalArchive.Open(_directory, SmallFiles.Limits);
        for (int i = 0; i < 8; i++)
        {
            Assert.Equal(60, await Batches.ReplayAsync(await archive.OpenReadOnlyAsync($"s{i}", default)));
        }

        static async Task FillAsync(FileJournalStore store, string id)
        {
            IJournalStream stream = await store.OpenAsync(id, default);
            for (int i = 0; i < 20; i++)
            {
                await Batches.CommitAsync(stream, 3);
            }
        }
    }

    [Fact]
    public async Task AnArchiveTellsAnUnfinishedEndAndLeavesIt()
    {
        using (FileJournalStore store = Open())
        {
            await Batches.CommitAsync(await store.OpenAsync("a", default), 1);
        }

        string path = Path.Combine(_directory, SegmentHeader.FileName(1));
        byte[] bytes = File.ReadAllBytes(path);
        bytes[900] = 1;
        File.WriteAllBytes(path, bytes);
        FileJournalArchive archive = FileJournalArchive.Open(_directory, SmallFiles.Limits);
        Assert.NotNull(archive.Recovery.TornTail);
        Assert.Null(archive.Recovery.SavedAs);
        Assert.Equal(1, await Batches.ReplayAsync(await archive.OpenReadOnlyAsync("a", default)));
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void AnArchiveOfNothingIsNotFound() =>
        Assert.Equal(JournalErrorCodes.NotFound, Assert.Throws<JournalException>(() => FileJournalArchive.Open(_directory)).Code);

    private static async Task AssertDefiniteAsync(string code, ValueTask<JournalWriteStatus> call)
    {
        Task<JournalWriteStatus> task = call.AsTask();
        JournalUnavailableException refused = await Assert.ThrowsAsync<JournalUnavailableException>(() => task);
        Assert.Equal(code, refused.Code);
    }

    private FileJournalStore Open(FileJournalOptions? options = null) =>
        FileJournalStore.Open(_directory, options ?? SmallFiles.Options, _disk);

    private async Task<long> ReplayFromFilesAsync(string streamId)
    {
        FileJournalArchive archive = FileJournalArchive.Open(_directory, SmallFiles.Limits);
        Assert.Null(archive.Recovery.TornTail);
        return await Batches.ReplayAsync(await archive.OpenReadOnlyAsync(streamId, default));
    }
}
