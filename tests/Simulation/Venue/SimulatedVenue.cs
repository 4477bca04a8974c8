using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Simulation;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Grains.Keepers;
using OrleansMarkets.Grains.Storage;
using OrleansMarkets.Journal;
using OrleansMarkets.Journal.Memory;
using OrleansMarkets.Simulation.Clients;
using OrleansMarkets.Simulation.Plan;
using OrleansMarkets.Simulation.Planted;

namespace OrleansMarkets.Simulation.Venue;

/// <summary>A cluster of three silos that share one journal in memory, which outlives their crashes.</summary>
internal sealed class SimulatedVenue : IDisposable
{
    public const int KeeperShards = 2;
    public const long KeeperAccount = 900;

    private const int Silos = 3;
    private const long MaximumSteps = 20_000_000;

    private readonly DeferredClock _clock = new();
    private readonly SeedPlan _plan;
    private readonly CallObserver _observer;

    public SimulatedVenue(SeedPlan plan, SeedResult result, PlantedFault? planted)
    {
        _plan = plan;
        Poison = new PoisonedCalls(plan);
        _observer = new CallObserver(result.Reach, planted, Poison, Trace);
        Store = new MemoryJournalStore(_clock);
        IJournalStore journal = new WrappedStore(
            planted?.Wrap(Store) ?? Store, stream => new ObservedStream(stream, result.Reach, Poison));
        Cluster = new DeterministicCluster(new DeterministicClusterOptions
        {
            Seed = plan.Seed,
            SiloCount = Silos,
            Faults = plan.Faults,
            StartFaults = false,
            MaxSteps = MaximumSteps,
            ConfigureSilo = (name, silo) => Configure(silo, new SiloStore(name, journal, Clocks, result)),
            ConfigureClient = client => client.Configure<ClientMessagingOptions>(
                options => options.ResponseTimeout = plan.ResponseTimeout),
        });
        _clock.Target = Cluster.Clock;
        Trace.Cluster = Cluster;
    }

    public DeterministicCluster Cluster { get; }

    /// <summary>Calls that somebody wants to see.</summary>
    public CallTrace Trace { get; } = new();

    /// <summary>Commands whose step throws.</summary>
    public PoisonedCalls Poison { get; }

    /// <summary>Silos whose clock is wrong.</summary>
    public WrongClocks Clocks { get; } = new();

    /// <summary>The journal as it is, without anything in front of it.</summary>
    public MemoryJournalStore Store { get; }

    /// <summary>Whether a stream is a market's log.</summary>
    public static bool IsMarket(string streamId) => streamId.StartsWith("market/", StringComparison.Ordinal);

    public void Dispose() => Cluster.Dispose();

    private void Configure(ISiloBuilder silo, IJournalStore journal)
    {
        silo.UseInMemoryReminderService();
        silo.AddJournalGrainStorage();
        silo.AddOrleansMarkets(journal, VenueMarkets.Assets);
        silo.AddIncomingGrainCallFilter(_observer);
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = _plan.ResponseTimeout);
        silo.Configure<JournalingOptions>(options => options.SnapshotEveryRecords = _plan.SnapshotEvery);
        silo.Configure<KeeperOptions>(options =>
        {
            options.ShardCount = KeeperShards;
            options.KeeperAccount = KeeperAccount;
        });
    }
}
