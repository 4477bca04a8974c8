using OrleansMarkets.Journal.Files;
using OrleansMarkets.Journal.Tests.Kit;

namespace OrleansMarkets.Journal.Tests.Files;

/// <summary>Flipped bits and cut ends: all are found, none is repaired silently, and only an unacknowledged end is ever cut.</summary>
public sealed class FileJournalDamageTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task EveryFlippedByteOfEveryFileIsDetected()
    {
        await WriteJournalAsync();
        SortedDictionary<string, byte[]> intact = _directory.Read();
        Assert.Equal(2, intact.Keys.Count(name => name.StartsWith("segment-", StringComparison.Ordinal)));
        int damaged = 0;
        int harmless = 0;
        foreach ((string name, byte[] bytes) in intact)
        {
            for (int i = 0; i < bytes.Length; i++)
            {
                byte[] flipped = [.. bytes];
                flipped[i] ^= (byte)(1 << (i % 8));
                File.WriteAllBytes(Path.Combine(_directory, name), flipped);
                if (await IsReportedHarmlessAsync())
                {
                    harmless++;
                }
                else
                {
                    damaged++;
                }
            }

            File.WriteAllBytes(Path.Combine(_directory, name), bytes);
        }

        Assert.True(damaged > 1_500, $"{damaged} flips stopped the start");
        Assert.True(harmless > 100, $"{harmless} flips in unused bytes, mark and snapshots were reported");
        Assert.Equal(8, (await HeadAsync("b")).Sequence);
    }

    [Fact]
    public async Task WithoutTheMarkEveryFlipBelowTheLastGroupStillStopsTheStart()
    {
        await WriteJournalAsync();
        File.Delete(Path.Combine(_directory, DurableMark.FileName));
        int lastEntryAt = LastEntryOffset(out string lastSegment);
        foreach ((string name, byte[] bytes) in _directory.Read().Where(file => file.Key.StartsWith("segment-", StringComparison.Ordinal)))
        {
            int end = name == lastSegment ? lastEntryAt : bytes.Length;
            for (int i = 0; i < end; i++)
            {
                byte[] flipped = [.. bytes];
                flipped[i] ^= (byte)(1 << (i % 8));
                File.WriteAllBytes(Path.Combine(_directory, name), flipped);
                Assert.Throws<JournalCorruptException>(() => FileJournalArchive.Open(_directory, SmallFiles.Limits));
            }

            File.WriteAllBytes(Path.Combine(_directory, name), bytes);
        }
    }

    [Fact]
    public async Task DamageIsNamedWithItsPlaceAndChangesNothing()
    {
        await WriteJournalAsync();
        string segment = SegmentHeader.FileName(1);
        byte[] bytes = File.ReadAllBytes(Path.Combine(_directory, segment));
        int second = bytes.AsSpan().IndexOf(Batches.Payload(2)); // the second record of stream a
        bytes[second] ^= 4;
        File.WriteAllBytes(Path.Combine(_directory, segment), bytes);
        SortedDictionary<string, byte[]> before = _directory.Read();

        JournalCorruptException found = AssertCorrupt();
        Assert.Equal(JournalErrorCodes.Corrupt, found.Code);
        Assert.Equal(segment, found.Place.Source);
        Assert.Equal("a", found.Place.StreamId);
        Assert.Equal(1, found.Place.Sequence); // the batch that holds it
        Assert.InRange(found.Place.OffsetBytes, SegmentHeader.SizeBytes, second);
        Assert.Contains(segment, found.Message, StringComparison.Ordinal);
        AssertSame(before, _directory.Read());
    }

    [Fact]
    public async Task AnEndTornAtAnyByteIsCutIfItWasNeverAcknowledged()
    {
        await WriteJournalAsync();
        File.Delete(Path.Combine(_directory, DurableMark.FileName));
        SortedDictionary<string, byte[]> intact = _directory.Read();
        int start = LastEntryOffset(out string segment);
        int end = intact[segment].AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        for (int kept = 0; kept < end - start; kept++)
        {
            SortedDictionary<string, byte[]> torn = new(intact, StringComparer.Ordinal) { [segment] = [.. intact[segment]] };
            torn[segment].AsSpan(start + kept).Clear();
            _directory.Restore(torn);
            int tornBytes = Math.Max(0, torn[segment].AsSpan().LastIndexOfAnyExcept((byte)0) + 1 - start);
            using FileJournalStore store = FileJournalStore.Open(_directory, SmallFiles.Options);
            Assert.Equal(tornBytes > 0, store.Recovery.TornTail is not null);
            if (tornBytes > 0)
            {
                Assert.Equal(start, store.Recovery.TornTail!.Value.OffsetBytes);
                Assert.Equal(torn[segment].AsSpan(start, tornBytes).ToArray(), File.ReadAllBytes(store.Recovery.SavedAs!));
            }

            IJournalStream stream = await store.OpenAsync("b", default);
            Assert.Equal(6, stream.Head.Sequence);
            await Batches.CommitAsync(stream, 3);
            Assert.Equal(9, await Batches.ReplayAsync(stream));
        }
    }

    [Fact]
    public async Task AnEndTornAtAnyByteStopsTheStartIfItWasAcknowledged()
    {
        await WriteJournalAsync();
        int start = LastEntryOffset(out string segment);
        byte[] intact = File.ReadAllBytes(Path.Combine(_directory, segment));
        int end = intact.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        for (int kept = 0; kept < end - start; kept++)
        {
            byte[] torn = [.. intact];
            torn.AsSpan(start + kept).Clear();
            File.WriteAllBytes(Path.Combine(_directory, segment), torn);
            SortedDictionary<string, byte[]> before = _directory.Read();
            JournalCorruptException found = AssertCorrupt();
            Assert.Equal(start, found.Place.OffsetBytes);
            AssertSame(before, _directory.Read());
        }
    }

    [Fact]
    public async Task WhatWasCutNeverComesBack()
    {
        int damagedAt = await WriteGroupOfTwoAsync();
        File.Delete(Path.Combine(_directory, DurableMark.FileName));
        string path = Path.Combine(_directory, SegmentHeader.FileName(1));
        byte[] bytes = File.ReadAllBytes(path);
        bytes[damagedAt] ^= 1; // the first entry of the last group; the second is intact
        File.WriteAllBytes(path, bytes);

        using (FileJournalStore store = FileJournalStore.Open(_directory, SmallFiles.Options))
        {
            Assert.NotNull(store.Recovery.SavedAs);
        }

        FileJournalArchive archive = FileJournalArchive.Open(_directory, SmallFiles.Limits);
        Assert.Null(archive.Recovery.TornTail);
        Assert.Equal(0, (await HeadAsync("b")).Sequence);
        using (FileJournalStore store = FileJournalStore.Open(_directory, SmallFiles.Options))
        {
            Assert.Null(store.Recovery.SavedAs);
            await Batches.CommitAsync(await store.OpenAsync("a", default), 1);
        }

        Assert.Equal(2, (await HeadAsync("a")).Sequence);
        Assert.Equal(0, (await HeadAsync("b")).Sequence);
    }

    [Fact]
    public async Task ASegmentFileCutShortStopsTheStart()
    {
        await WriteJournalAsync();
        foreach (string name in _directory.Read().Keys.Where(name => name.StartsWith("segment-", StringComparison.Ordinal)))
        {
            byte[] intact = File.ReadAllBytes(Path.Combine(_directory, name));
            File.WriteAllBytes(Path.Combine(_directory, name), intact[..^1]);
            JournalCorruptException found = AssertCorrupt();
            Assert.Equal(name, found.Place.Source);
            File.WriteAllBytes(Path.Combine(_directory, name), intact);
        }
    }

    [Fact]
    public async Task AMissingSegmentStopsTheStart()
    {
        await WriteJournalAsync();
        SortedDictionary<string, byte[]> intact = _directory.Read();
        foreach (string name in intact.Keys.Where(name => name.StartsWith("segment-", StringComparison.Ordinal)))
        {
            File.Delete(Path.Combine(_directory, name));
            AssertCorrupt();
            _directory.Restore(intact);
        }
    }

    [Fact]
    public async Task DamageWhileTheStoreRunsIsFoundByTheRead()
    {
        using FileJournalStore store = FileJournalStore.Open(_directory, SmallFiles.Options);
        IJournalStream stream = await store.OpenAsync("a", default);
        await Batches.CommitAsync(stream, 2);
        await Batches.CommitAsync(stream, 2);
        string path = Path.Combine(_directory, SegmentHeader.FileName(1));
        byte[] intact = File.ReadAllBytes(path);
        int end = intact.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        int first = intact.AsSpan().IndexOf(Batches.Payload(1)) - RecordFraming.HeaderBytes - EntryHeader.SizeBytes - 1;
        int usedBytes = EntryHeader.SizeBytes + 1 + (2 * RecordFraming.FramedBytes(10));
        int entryBytes = EntryHeader.EntryBytes(1, 2 * RecordFraming.FramedBytes(10));
        for (int i = first; i < end; i++)
        {
            if ((i - first) % entryBytes >= usedBytes)
            {
                continue; // padding is checked by the start, reads pass over it
            }

            byte[] flipped = [.. intact];
            flipped[i] ^= 1;
            File.WriteAllBytes(path, flipped);
            JournalCorruptException found = await Assert.ThrowsAsync<JournalCorruptException>(() => Batches.ReplayAsync(stream));
            Assert.Equal("a", found.Place.StreamId);
        }

        File.WriteAllBytes(path, intact);
        Assert.Equal(4, await Batches.ReplayAsync(stream));
    }

    private static void AssertSame(SortedDictionary<string, byte[]> expected, SortedDictionary<string, byte[]> actual)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.All(expected, file => Assert.Equal(file.Value, actual[file.Key]));
    }

    private JournalCorruptException AssertCorrupt() =>
        Assert.Throws<JournalCorruptException>(() => FileJournalStore.Open(_directory, SmallFiles.Options));

    /// <summary>One batch of stream a alone, then one of a and one of b under one flush; returns where that group begins.</summary>
    private async Task<int> WriteGroupOfTwoAsync()
    {
        var disk = new TestDisk();
        using FileJournalStore store = FileJournalStore.Open(_directory, SmallFiles.Options, disk);
        IJournalStream a = await store.OpenAsync("a", default);
        IJournalStream b = await store.OpenAsync("b", default);
        using var gate = new ManualResetEventSlim();
        disk.FlushGate = gate;
        Task<JournalWriteStatus> alone = a.AppendAsync(Batches.After(0, 1), default).AsTask();
        await disk.FlushWaits.WaitAsync();
        int begin = File.ReadAllBytes(Path.Combine(_directory, SegmentHeader.FileName(1))).AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        Task<JournalWriteStatus>[] together =
            [a.AppendAsync(Batches.After(1, 1), default).AsTask(), b.AppendAsync(Batches.After(0, 1), default).AsTask()];
        disk.FlushGate = null;
        gate.Set();
        await Task.WhenAll([alone, .. together]);
        return (begin + EntryHeader.Alignment - 1) & ~(EntryHeader.Alignment - 1);
    }

    private async Task WriteJournalAsync()
    {
        using FileJournalStore store = FileJournalStore.Open(_directory, SmallFiles.Options);
        IJournalStream a = await store.OpenAsync("a", default);
        IJournalStream b = await store.OpenAsync("b", default);
        for (int i = 0; i < 4; i++)
        {
            await Batches.CommitAsync(a, 2);
            await Batches.CommitAsync(b, 2);
        }

        await a.SaveSnapshotAsync(4, Batches.Payload(4), default);
        await a.SaveSnapshotAsync(8, Batches.Payload(8), default);
    }

    /// <summary>False if opening threw; true if the flip was reported otherwise and nothing is missing; fails if it was missed.</summary>
    private async Task<bool> IsReportedHarmlessAsync()
    {
        FileJournalArchive archive;
        try
        {
            archive = FileJournalArchive.Open(_directory, SmallFiles.Limits);
        }
        catch (JournalCorruptException)
        {
            return false;
        }

        IJournalReader reader = await archive.OpenReadOnlyAsync("a", default);
        bool fellBack = (await reader.LoadSnapshotAsync(default)).FellBack || OlderSnapshotIsDamaged();
        Assert.True(archive.Recovery.TornTail is not null || archive.Recovery.MarkDamaged || fellBack, "a flip was missed");
        Assert.Equal(8, await Batches.ReplayAsync(reader));
        Assert.Equal(8, await Batches.ReplayAsync(await archive.OpenReadOnlyAsync("b", default)));
        return true;
    }

    /// <summary>The kept fallback is only read when it is needed: take the newest away and look.</summary>
    private bool OlderSnapshotIsDamaged()
    {
        string folder = Path.Combine(_directory, SnapshotFiles.FolderName);
        string[] snapshots = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)];
        byte[] newest = File.ReadAllBytes(snapshots[^1]);
        File.Delete(snapshots[^1]);
        JournalSnapshotLoad load = Load();
        File.WriteAllBytes(snapshots[^1], newest);
        return load.FellBack;

        JournalSnapshotLoad Load()
        {
            FileJournalArchive archive = FileJournalArchive.Open(_directory, SmallFiles.Limits);
            return Sync.Now(archive.OpenReadOnlyAsync("a", default)).LoadSnapshotAsync(default).AsTask().GetAwaiter().GetResult();
        }
    }

    private async Task<JournalHead> HeadAsync(string streamId)
    {
        FileJournalArchive archive = FileJournalArchive.Open(_directory, SmallFiles.Limits);
        return await (await archive.OpenReadOnlyAsync(streamId, default)).QueryHeadAsync(default);
    }

    private int LastEntryOffset(out string segment)
    {
        int number = LogScanner.SegmentNumbers(_directory)[^1];
        segment = SegmentHeader.FileName(number);
        byte[] bytes = File.ReadAllBytes(Path.Combine(_directory, segment));
        int last = -1;
        for (int position = SegmentHeader.SizeBytes; position < bytes.Length; position += EntryHeader.Alignment)
        {
            long offset = ((number - 1L) * SmallFiles.Options.SegmentBytes) + position;
            last = EntryHeader.TryRead(bytes.AsSpan(position), offset, out _) ? position : last;
        }

        Assert.True(last > 0);
        return last;
    }
}
