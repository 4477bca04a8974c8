using OrleansMarkets.Journal.Files;
using OrleansMarkets.Journal.Tests.Kit;

namespace OrleansMarkets.Journal.Tests.Files;

/// <summary>The contract over files.</summary>
public sealed class FileJournalContractTests : JournalContractTests
{
    private readonly TemporaryDirectory _directory = new();
    private FileJournalOptions _options = FileJournalOptions.Default;

    protected override bool SurvivesReopening => true;

    public override Task DisposeAsync()
    {
        ((FileJournalStore)Store).Dispose();
        _directory.Dispose();
        return Task.CompletedTask;
    }

    protected override Task<IJournalStore> CreateAsync(JournalLimits limits)
    {
        _options = new FileJournalOptions { Limits = limits, SegmentBytes = 2_048, MaxGroupBytes = 4_096, Clock = Clock };
        return Task.FromResult<IJournalStore>(FileJournalStore.Open(_directory, _options));
    }

    protected override Task<IJournalStore> ReopenAsync()
    {
        ((FileJournalStore)Store).Dispose();
        return Task.FromResult<IJournalStore>(FileJournalStore.Open(_directory, _options));
    }

    protected override Task DamageNewestSnapshotAsync(string streamId)
    {
        string newest = Directory.EnumerateFiles(Path.Combine(_directory, SnapshotFiles.FolderName), streamId.Replace('/', '+') + "@*")
            .Order(StringComparer.Ordinal).Last();
        byte[] bytes = File.ReadAllBytes(newest);
        bytes[^1] ^= 1;
        File.WriteAllBytes(newest, bytes);
        return Task.CompletedTask;
    }
}
