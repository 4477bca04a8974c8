using OrleansMarkets.Journal.Files;
using OrleansMarkets.Journal.Memory;
using OrleansMarkets.Journal.Tests.Kit;

namespace OrleansMarkets.Journal.Tests.Files;

/// <summary>A journal kept from memory is the same journal in files.</summary>
public sealed class JournalExportTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task AllStreamsKeepTheirRecordsEpochsAndLinks()
    {
        var memory = new MemoryJournalStore(TimeProvider.System);
        for (int i = 0; i < 7; i++)
        {
            for (int owner = 0; owner <= i % 3; owner++)
            {
                IJournalStream stream = await memory.OpenAsync($"market/{i}", default);
                for (int batch = 0; batch < i; batch++)
                {
                    await Batches.CommitAsync(stream, 1 + batch);
                }
            }
        }

        Assert.Equal(7, await JournalExport.CopyAsync(memory, _directory, options: SmallFiles.Options));
        FileJournalArchive kept = FileJournalArchive.Open(_directory, SmallFiles.Limits);
        Assert.Equal(await memory.ListAsync("", null, 100, default), await kept.ListAsync("", null, 100, default));
        for (int i = 0; i < 7; i++)
        {
            IJournalReader original = await memory.OpenReadOnlyAsync($"market/{i}", default);
            IJournalReader copy = await kept.OpenReadOnlyAsync($"market/{i}", default);
            JournalHead head = await original.QueryHeadAsync(default);
            Assert.Equal(head, await copy.QueryHeadAsync(default));
            Assert.Equal(head.Sequence, await Batches.ReplayAsync(copy));
        }
    }

    [Fact]
    public async Task OnlyTheStreamsOfThePrefixAreKept()
    {
        var memory = new MemoryJournalStore(TimeProvider.System);
        await memory.OpenAsync("account/1", default);
        await memory.OpenAsync("market/1", default);
        Assert.Equal(1, await JournalExport.CopyAsync(memory, _directory, "market/", SmallFiles.Options));
        Assert.Equal("market/1", Assert.Single(await FileJournalArchive.Open(_directory).ListAsync("", null, 9, default)).StreamId);
    }

    [Fact]
    public async Task TheFileStoreContinuesAKeptJournal()
    {
        var memory = new MemoryJournalStore(TimeProvider.System);
        await Batches.CommitAsync(await memory.OpenAsync("a", default), 5);
        await JournalExport.CopyAsync(memory, _directory, options: SmallFiles.Options);
        using FileJournalStore store = FileJournalStore.Open(_directory, SmallFiles.Options);
        IJournalStream stream = await store.OpenAsync("a", default);
        Assert.Equal(2, stream.Epoch);
        await Batches.CommitAsync(stream, 2);
        Assert.Equal(7, await Batches.ReplayAsync(stream));
    }

    [Fact]
    public async Task ADirectoryWithAJournalIsNotOverwritten()
    {
        FileJournalStore.Open(_directory, SmallFiles.Options).Dispose();
        JournalException refused = await Assert.ThrowsAsync<JournalException>(
            () => JournalExport.CopyAsync(new MemoryJournalStore(TimeProvider.System), _directory, options: SmallFiles.Options));
        Assert.Equal(JournalErrorCodes.DirectoryNotEmpty, refused.Code);
    }

    [Fact]
    public async Task DamageOfTheSourceStopsTheCopy()
    {
        var memory = new MemoryJournalStore(TimeProvider.System);
        await Batches.CommitAsync(await memory.OpenAsync("a", default), 5);
        memory.FlipRecordBit("a", 3, 200);
        await Assert.ThrowsAsync<JournalCorruptException>(() => JournalExport.CopyAsync(memory, _directory, options: SmallFiles.Options));
    }
}
