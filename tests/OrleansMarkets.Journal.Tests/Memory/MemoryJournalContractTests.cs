using OrleansMarkets.Journal.Memory;

namespace OrleansMarkets.Journal.Tests.Memory;

/// <summary>The contract over memory.</summary>
public sealed class MemoryJournalContractTests : JournalContractTests
{
    protected override bool SurvivesReopening => false;

    public override Task DisposeAsync() => Task.CompletedTask;

    protected override Task<IJournalStore> CreateAsync(JournalLimits limits) =>
        Task.FromResult<IJournalStore>(new MemoryJournalStore(Clock, limits));

    protected override Task<IJournalStore> ReopenAsync() => Task.FromResult(Store);

    protected override Task DamageNewestSnapshotAsync(string streamId)
    {
        ((MemoryJournalStore)Store).FlipSnapshotBit(streamId, 5);
        return Task.CompletedTask;
    }
}
