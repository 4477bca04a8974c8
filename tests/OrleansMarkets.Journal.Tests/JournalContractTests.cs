using OrleansMarkets.Journal.Tests.Kit;

namespace OrleansMarkets.Journal.Tests;

/// <summary>What every store keeps; a store's test class derives from this and says how to make and damage one.</summary>
public abstract class JournalContractTests : IAsyncLifetime
{
    protected static readonly JournalLimits SmallLimits = new()
    {
        MaxRecordBytes = 200,
        MaxBatchBytes = 1_000,
        MaxBatchRecords = 20,
        MaxStreams = 6,
        MaxReadBytes = 300,
        MaxReadBatches = 3,
        MaxListedStreams = 4,
        MaxSnapshotBytes = 500,
    };

    /// <summary>The clock that every store of these tests was given.</summary>
    protected ManualTimeProvider Clock { get; } = new();

    protected IJournalStore Store { get; private set; } = null!;

    protected abstract bool SurvivesReopening { get; }

    public async Task InitializeAsync() => Store = await CreateAsync(SmallLimits);

    public abstract Task DisposeAsync();

    [Fact]
    public async Task ANewStreamIsEmptyAndItsFirstLinkIsItsName()
    {
        IJournalStream stream = await OpenAsync("market/A");
        Assert.Equal(1, stream.Epoch);
        Assert.Equal(new JournalHead(1, 0, 0, JournalHash.Genesis("market/A")), stream.Head);
        Assert.Equal(stream.Head, await stream.QueryHeadAsync(default));
        Assert.Empty(await stream.ReadAsync(0, default));
        Assert.Null((await stream.LoadSnapshotAsync(default)).Snapshot);
    }

    [Fact]
    public async Task TheStoreSaysWhatItsOwnClockSays()
    {
        DateTimeOffset before = await Store.ReadClockAsync(default);
        Assert.Equal(Clock.GetUtcNow(), before);
        Clock.Advance(TimeSpan.FromMilliseconds(1_234));
        Assert.Equal(before + TimeSpan.FromMilliseconds(1_234), await Store.ReadClockAsync(default));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Store.ReadClockAsync(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task AppendedRecordsAreReplayedInOrder()
    {
        IJournalStream stream = await OpenAsync("market/A");
        for (int batch = 1; batch <= 9; batch++)
        {
            await Batches.CommitAsync(stream, batch);
        }

        Assert.Equal(45, await Batches.ReplayAsync(stream));
        Assert.Equal(new JournalHead(1, 45, 450, stream.Head.BatchHash), await stream.QueryHeadAsync(default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(40)]
    public async Task ReplayStartsAfterAnySequence(long after)
    {
        IJournalStream stream = await OpenAsync("market/A");
        for (int batch = 0; batch < 4; batch++)
        {
            await Batches.CommitAsync(stream, 3);
        }

        Assert.Equal(Math.Max(after, 12), await Batches.ReplayAsync(stream, after));
    }

    [Fact]
    public async Task OneReadReturnsNoMoreThanItsLimits()
    {
        IJournalStream stream = await OpenAsync("market/A");
        for (int batch = 0; batch < 8; batch++)
        {
            await Batches.CommitAsync(stream, 1);
        }

        Assert.Equal(SmallLimits.MaxReadBatches, (await stream.ReadAsync(0, default)).Count);
        await Batches.CommitAsync(stream, 15);
        await Batches.CommitAsync(stream, 1);
        Assert.Equal(15, Assert.Single(await stream.ReadAsync(8, default)).Count); // one large batch is returned whole
    }

    [Fact]
    public async Task OpeningTakesTheNextEpochAndKeepsTheHead()
    {
        IJournalStream first = await OpenAsync("market/A");
        await Batches.CommitAsync(first, 3);
        IJournalStream second = await OpenAsync("market/A");
        Assert.Equal(first.Epoch + 1, second.Epoch);
        Assert.Equal(first.Head with { Epoch = 2 }, second.Head);
        await Batches.CommitAsync(second, 2);
        IReadOnlyList<JournalStoredBatch> batches = await second.ReadAsync(0, default);
        Assert.Equal([1, 2], batches.Select(batch => batch.Epoch));
    }

    [Fact]
    public async Task AnEarlierOwnerAppendsNothing()
    {
        IJournalStream old = await OpenAsync("market/A");
        await Batches.CommitAsync(old, 1);
        IJournalStream successor = await OpenAsync("market/A");
        Assert.Equal(JournalWriteStatus.Fenced, await old.AppendAsync(Batches.After(1, 1), default));
        Assert.Equal(JournalWriteStatus.Fenced, await old.AppendAsync(Batches.After(1, 0), default));
        Assert.Equal(JournalWriteStatus.Fenced, await old.SaveSnapshotAsync(1, new byte[1], default));
        Assert.Equal(successor.Head, await successor.QueryHeadAsync(default));
        await Batches.CommitAsync(successor, 1);
        Assert.Equal(JournalWriteStatus.Fenced, await old.AppendAsync(Batches.After(2, 1), default));
        Assert.Equal(2, await Batches.ReplayAsync(successor));
        Assert.Null((await successor.LoadSnapshotAsync(default)).Snapshot);
    }

    [Fact]
    public async Task AnEarlierOwnersHeadStaysItsOwn()
    {
        IJournalStream old = await OpenAsync("market/A");
        JournalHead before = old.Head;
        IJournalStream successor = await OpenAsync("market/A");
        await Batches.CommitAsync(successor, 2);
        Assert.Equal(successor.Head, await old.QueryHeadAsync(default));
        Assert.Equal(before, old.Head);
    }

    [Fact]
    public async Task AnAppendIsGuardedByTheExpectedHead()
    {
        IJournalStream stream = await OpenAsync("market/A");
        await Batches.CommitAsync(stream, 2);
        JournalHead head = stream.Head;
        Assert.Equal(JournalWriteStatus.Fenced, await stream.AppendAsync(Batches.After(0, 1), default));
        Assert.Equal(JournalWriteStatus.Fenced, await stream.AppendAsync(Batches.After(3, 1), default));
        Assert.Equal(JournalWriteStatus.Fenced, await stream.AppendAsync(Batches.After(1, 0), default));
        Assert.Equal(head, await stream.QueryHeadAsync(default));
        await Batches.CommitAsync(stream, 1);
    }

    [Fact]
    public async Task AnEmptyAppendOnlyChecks()
    {
        IJournalStream stream = await OpenAsync("market/A");
        await Batches.CommitAsync(stream, 2);
        JournalHead head = stream.Head;
        Assert.Equal(JournalWriteStatus.Committed, await stream.AppendAsync(Batches.After(2, 0), default));
        Assert.Equal(head, stream.Head);
        Assert.Equal(head, await stream.QueryHeadAsync(default));
    }

    [Fact]
    public async Task ABatchThatBeginsNotAfterTheHeadInTimeIsRefused()
    {
        IJournalStream stream = await OpenAsync("market/A");
        await Batches.CommitAsync(stream, 2);
        var buffer = new BatchBuffer(SmallLimits, headSequence: 2, headTimeNs: 0);
        buffer.Append(20, [1]); // the head's own time
        buffer.Append(30, [1]);
        await AssertRefusedAsync(JournalErrorCodes.TimeNotAfterHead, () => stream.AppendAsync(buffer.Batch, default));
        Assert.Equal(2, (await stream.QueryHeadAsync(default)).Sequence);
        await Batches.CommitAsync(stream, 1);
    }

    [Fact]
    public async Task ACancelledCallDoesNothing()
    {
        IJournalStream stream = await OpenAsync("market/A");
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await stream.AppendAsync(Batches.After(0, 1), cancelled));
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await Store.OpenAsync("market/A", cancelled));
        Assert.Equal(stream.Head, await stream.QueryHeadAsync(default));
    }

    [Fact]
    public async Task TheHashOfABatchIsWhatTheCallerExpects()
    {
        IJournalStream stream = await OpenAsync("market/A");
        JournalHash expected = stream.Head.BatchHash;
        for (int i = 0; i < 3; i++)
        {
            JournalBatch batch = Batches.After(stream.Head.Sequence, 2);
            expected = batch.HashAfter(expected, stream.Epoch);
            Assert.Equal(JournalWriteStatus.Committed, await stream.AppendAsync(batch, default));
            Assert.Equal(expected, (await stream.QueryHeadAsync(default)).BatchHash);
            Assert.Equal(expected, stream.Head.BatchHash);
        }
    }

    [Fact]
    public async Task TheNewestSnapshotIsLoadedAndThePreviousOneIsKept()
    {
        IJournalStream stream = await OpenAsync("market/A");
        await Batches.CommitAsync(stream, 9);
        foreach (long sequence in (long[])[0, 4, 6, 9])
        {
            Assert.Equal(JournalWriteStatus.Committed, await stream.SaveSnapshotAsync(sequence, Batches.Payload(sequence), default));
        }

        JournalSnapshotLoad load = await stream.LoadSnapshotAsync(default);
        Assert.False(load.FellBack);
        Assert.Equal(9, load.Snapshot!.Sequence);
        Assert.Equal(Batches.Payload(9), load.Snapshot.Bytes.ToArray());

        await DamageNewestSnapshotAsync("market/A");
        stream = await OpenAsync("market/A");
        load = await stream.LoadSnapshotAsync(default);
        Assert.True(load.FellBack);
        Assert.Equal(6, load.Snapshot!.Sequence);
        Assert.Equal(Batches.Payload(6), load.Snapshot.Bytes.ToArray());
    }

    [Fact]
    public async Task WithoutAnyValidSnapshotTheStreamIsReplayedFromItsStart()
    {
        IJournalStream stream = await OpenAsync("market/A");
        await Batches.CommitAsync(stream, 9);
        await stream.SaveSnapshotAsync(4, Batches.Payload(4), default);
        await DamageNewestSnapshotAsync("market/A");
        JournalSnapshotLoad load = await (await OpenAsync("market/A")).LoadSnapshotAsync(default);
        Assert.Null(load.Snapshot);
        Assert.Single(load.Rejected);
    }

    [Fact]
    public async Task ADamagedSnapshotNeverPushesOutAValidOne()
    {
        IJournalStream stream = await OpenAsync("market/A");
        await Batches.CommitAsync(stream, 9);
        await stream.SaveSnapshotAsync(4, Batches.Payload(4), default);
        await stream.SaveSnapshotAsync(6, Batches.Payload(6), default);
        await DamageNewestSnapshotAsync("market/A");
        stream = await OpenAsync("market/A");
        Assert.Equal(4, (await stream.LoadSnapshotAsync(default)).Snapshot!.Sequence);
        await stream.SaveSnapshotAsync(9, Batches.Payload(9), default);
        await DamageNewestSnapshotAsync("market/A");
        stream = await OpenAsync("market/A");
        Assert.Equal(4, (await stream.LoadSnapshotAsync(default)).Snapshot!.Sequence);
    }

    [Fact]
    public async Task ASnapshotIsNeverNewerThanTheLogNorOlderThanTheLast()
    {
        IJournalStream stream = await OpenAsync("market/A");
        await Batches.CommitAsync(stream, 5);
        await AssertRefusedAsync(JournalErrorCodes.SnapshotAheadOfLog, () => stream.SaveSnapshotAsync(6, new byte[1], default));
        await stream.SaveSnapshotAsync(5, new byte[1], default);
        await AssertRefusedAsync(JournalErrorCodes.SnapshotNotNewer, () => stream.SaveSnapshotAsync(4, new byte[1], default));
        await stream.SaveSnapshotAsync(5, new byte[2], default);
        Assert.Equal(2, (await stream.LoadSnapshotAsync(default)).Snapshot!.Bytes.Length);
        await AssertRefusedAsync(JournalErrorCodes.SnapshotTooLarge, () => stream.SaveSnapshotAsync(5, new byte[501], default));
    }

    [Fact]
    public async Task BatchesOverTheLimitsAreRefusedWhole()
    {
        IJournalStream stream = await OpenAsync("market/A");
        await AssertRefusedAsync(JournalErrorCodes.BatchTooManyRecords, () => stream.AppendAsync(Batches.After(0, 21, 1), default));
        await AssertRefusedAsync(JournalErrorCodes.BatchTooLarge, () => stream.AppendAsync(Batches.After(0, 10, 100), default));
        Assert.Equal(0, (await stream.QueryHeadAsync(default)).Sequence);
        await Batches.CommitAsync(stream, 20, 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\\b")]
    [InlineData("ä")]
    [InlineData("a%b")]
    public async Task StreamIdsAreChecked(string streamId)
    {
        await AssertRefusedAsync(JournalErrorCodes.InvalidStreamId, () => Store.OpenAsync(streamId, default));
        await AssertRefusedAsync(JournalErrorCodes.InvalidStreamId, () => Store.OpenReadOnlyAsync(streamId, default));
    }

    [Fact]
    public async Task TheLongestStreamIdWorksAndOneMoreDoesNot()
    {
        await OpenAsync(new string('x', JournalLimits.MaxStreamIdLength));
        await AssertRefusedAsync(
            JournalErrorCodes.InvalidStreamId, () => Store.OpenAsync(new string('x', JournalLimits.MaxStreamIdLength + 1), default));
    }

    [Fact]
    public async Task TheNumberOfStreamsIsLimited()
    {
        for (int i = 0; i < SmallLimits.MaxStreams; i++)
        {
            await OpenAsync($"s{i}");
        }

        await AssertRefusedAsync(JournalErrorCodes.TooManyStreams, () => Store.OpenAsync("one-more", default));
        await OpenAsync("s0");
    }

    [Fact]
    public async Task StreamsAreListedByPrefixInPages()
    {
        foreach (string id in (string[])["b/1", "a/3", "a/1", "a/2", "c", "a"])
        {
            await OpenAsync(id);
        }

        Assert.Equal(["a/1", "a/2"], await ListAsync("a/", null, 2));
        Assert.Equal(["a/3"], await ListAsync("a/", "a/2", 2));
        Assert.Empty(await ListAsync("a/", "a/3", 2));
        Assert.Equal(["a", "a/1", "a/2", "a/3"], await ListAsync("", null, 100));
        Assert.Equal(["b/1", "c"], await ListAsync("", "a/3", 100));
        await Batches.CommitAsync(await OpenAsync("c"), 3);
        Assert.Equal(new JournalStreamInfo("c", 2, 3), Assert.Single(await Store.ListAsync("c", null, 9, default)));
    }

    [Fact]
    public async Task ReadingTakesNoEpoch()
    {
        IJournalStream owner = await OpenAsync("market/A");
        await Batches.CommitAsync(owner, 3);
        IJournalReader reader = await Store.OpenReadOnlyAsync("market/A", default);
        Assert.Equal(3, await Batches.ReplayAsync(reader));
        Assert.Equal(owner.Head, await reader.QueryHeadAsync(default));
        await Batches.CommitAsync(owner, 2);
        Assert.Equal(5, await Batches.ReplayAsync(reader));
        JournalException missing = await Assert.ThrowsAsync<JournalException>(
            async () => await Store.OpenReadOnlyAsync("market/B", default));
        Assert.Equal(JournalErrorCodes.NotFound, missing.Code);
        Assert.Equal(["market/A"], await ListAsync("", null, 9));
    }

    [Fact]
    public async Task StreamsDoNotMix()
    {
        IJournalStream[] streams = [await OpenAsync("a"), await OpenAsync("b"), await OpenAsync("a.b")];
        for (int i = 0; i < 30; i++)
        {
            await Batches.CommitAsync(streams[i % 3], 1 + (i % 4));
        }

        foreach (IJournalStream stream in streams)
        {
            Assert.Equal(stream.Head.Sequence, await Batches.ReplayAsync(stream));
        }
    }

    [Fact]
    public async Task AGroupCommitRunsOverTheStore()
    {
        IJournalStream stream = await OpenAsync("market/A");
        var commit = new GroupCommit(stream, TimeProvider.System);
        var tickets = new List<Task>();
        for (long sequence = 1; sequence <= 19; sequence++)
        {
            commit.Append(sequence * 10, Batches.Payload(sequence));
            if (sequence % 3 == 0)
            {
                tickets.Add(commit.Barrier());
            }
        }

        await commit.CloseAsync();
        await Task.WhenAll(tickets);
        Assert.Equal(19, commit.DurableSequence);
        Assert.Equal(19, await Batches.ReplayAsync(stream));
    }

    [Fact]
    public async Task EverythingSurvivesReopeningTheStore()
    {
        IJournalStream stream = await OpenAsync("market/A");
        await Batches.CommitAsync(stream, 5);
        await stream.SaveSnapshotAsync(3, Batches.Payload(3), default);
        await OpenAsync("market/B");
        JournalHead head = stream.Head;
        if (SurvivesReopening)
        {
            Store = await ReopenAsync();
        }

        IJournalStream again = await OpenAsync("market/A");
        Assert.Equal(head with { Epoch = 2 }, again.Head);
        Assert.Equal(5, await Batches.ReplayAsync(again));
        Assert.Equal(3, (await again.LoadSnapshotAsync(default)).Snapshot!.Sequence);
        Assert.Equal(2, (await OpenAsync("market/B")).Epoch);
        await Batches.CommitAsync(again, 2);
    }

    protected abstract Task<IJournalStore> CreateAsync(JournalLimits limits);

    protected abstract Task<IJournalStore> ReopenAsync();

    protected abstract Task DamageNewestSnapshotAsync(string streamId);

    protected async Task<IJournalStream> OpenAsync(string streamId) => await Store.OpenAsync(streamId, default);

    private static async Task AssertRefusedAsync<T>(string code, Func<ValueTask<T>> call)
    {
        JournalLimitException refused = await Assert.ThrowsAsync<JournalLimitException>(async () => await call());
        Assert.Equal(code, refused.Code);
    }

    private async Task<string[]> ListAsync(string prefix, string? after, int limit) =>
        [.. (await Store.ListAsync(prefix, after, limit, default)).Select(info => info.StreamId)];
}
