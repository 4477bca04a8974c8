using Orleans.Hosting;
using Orleans.Simulation;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Grains.Keepers;
using OrleansMarkets.Grains.Storage;
using OrleansMarkets.Journal.Memory;
using OrleansMarkets.Lab.Bars;
using OrleansMarkets.Lab.Personas;

namespace OrleansMarkets.Lab.Venue;

/// <summary>The simulated cluster of a replay: one silo, virtual time from a minute before the first bar on, a journal in memory.</summary>
public static class VenueCluster
{
    internal const int KeeperShards = 1;

    private static readonly TimeSpan LeadTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ScanPeriod = TimeSpan.FromSeconds(5);

    /// <summary>Makes and starts the cluster.</summary>
    /// <param name="bars">What will be replayed.</param>
    /// <param name="seed">Seed of the scheduler.</param>
    /// <param name="journal">The journal that its grains write.</param>
    public static DeterministicCluster Create(BarSeries bars, ulong seed, out MemoryJournalStore journal)
    {
        JournalClock clock = new();
        MemoryJournalStore store = new(clock);
        journal = store;
        DeterministicCluster cluster = new(new DeterministicClusterOptions
        {
            Seed = seed,
            StartTime = SimulatedTime.FromUnixNs(bars.StartNs) - LeadTime,
            ConfigureSilo = (_, silo) => Configure(silo, store),
        });
        clock.Follow(cluster.Clock);
        return cluster;
    }

    private static void Configure(ISiloBuilder silo, MemoryJournalStore journal)
    {
        silo.AddMemoryGrainStorage(StorageNames.State);
        silo.UseInMemoryReminderService();
        silo.AddOrleansMarkets(journal, new AssetTable(
            VenueMarket.SettlementAsset, [new Asset(VenueMarket.SettlementAsset, VenueMarket.SettlementDecimals)]));

        // The log is kept whole: the summary and verify fold it from its first record.
        silo.Configure<JournalingOptions>(options => options.SnapshotEveryRecords = 0);
        silo.Configure<KeeperOptions>(options =>
        {
            options.ShardCount = KeeperShards;
            options.ScanPeriod = ScanPeriod;
            options.KeeperAccount = VenueAccounts.Keeper;
        });
    }
}
