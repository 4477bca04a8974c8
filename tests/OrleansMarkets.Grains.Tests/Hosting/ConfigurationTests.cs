using Orleans.Hosting;
using Orleans.TestingHost;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Grains.Keepers;
using OrleansMarkets.Grains.Markets;
using OrleansMarkets.Grains.Oracles;
using OrleansMarkets.Grains.Storage;
using OrleansMarkets.Journal;
using OrleansMarkets.Journal.Memory;

namespace OrleansMarkets.Grains.Tests.Hosting;

/// <summary>A bad value stops the start of a silo, with a stable code; the values of a fresh installation pass.</summary>
public sealed class ConfigurationTests
{
    private static readonly AssetTable Assets = new("USDT", [new Asset("USDT", 6)]);

    [Fact]
    public async Task Defaults_start() => await StartAsync(static _ => { });

    [Fact]
    public async Task A_bad_value_stops_the_start_and_all_of_them_are_named()
    {
        Exception? fault = await Record.ExceptionAsync(() => StartAsync(silo =>
        {
            silo.Configure<KeeperOptions>(options => options.ShardCount = 0);
            silo.Configure<OracleOptions>(options => options.MinimumPublishers = 4);
        }));

        // The runtimes wrap what a start throws each in its own way; the code is in the text that an operator reads.
        string text = Assert.IsAssignableFrom<Exception>(fault).ToString();
        Assert.Contains("config.keepers.shard_count: 0 is not between 1 and ", text, StringComparison.Ordinal);
        Assert.Contains("config.oracle.minimum_publishers: 4 is not between 1 and 3", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_bad_value_of_journaling_has_its_code()
    {
        AssertRefused("config.journaling.snapshot_every_records", Journaling(options => options.SnapshotEveryRecords = -1));
        AssertRefused("config.journaling.commit", Journaling(options => options.Commit = null!));
        AssertRefused("config.journaling.commit.max_send_attempts", Commit(new GroupCommitOptions { MaxSendAttempts = 0 }));
        AssertRefused("config.journaling.commit.max_resolve_attempts", Commit(new GroupCommitOptions { MaxResolveAttempts = 0 }));
        AssertRefused("config.journaling.commit.first_backoff", Commit(new GroupCommitOptions { FirstBackoff = TimeSpan.Zero }));
        AssertRefused(
            "config.journaling.commit.max_backoff",
            Commit(new GroupCommitOptions { FirstBackoff = TimeSpan.FromSeconds(2), MaxBackoff = TimeSpan.FromSeconds(1) }));
    }

    [Fact]
    public void Every_bad_value_of_keepers_has_its_code()
    {
        AssertRefused("config.keepers.shard_count", Keepers(options => options.ShardCount = 0));
        AssertRefused("config.keepers.scan_period", Keepers(options => options.ScanPeriod = TimeSpan.Zero));
        AssertRefused("config.keepers.keeper_account", Keepers(options => options.KeeperAccount = -1));
        AssertRefused("config.keepers.maximum_calls_in_flight", Keepers(options => options.MaximumCallsInFlight = 0));
        AssertRefused("config.keepers.maximum_calls_per_scan", Keepers(options => options.MaximumCallsPerScan = 0));
    }

    [Fact]
    public void Every_bad_value_of_price_boards_has_its_code() =>
        AssertRefused(
            "config.price_boards.board_count",
            new PriceBoardOptionsValidator().Validate(null, new PriceBoardOptions { BoardCount = 0 }).Failures);

    [Fact]
    public void Every_bad_value_of_oracles_has_its_code()
    {
        AssertRefused("config.oracle.minimum_publishers", Oracle(options => options.MinimumPublishers = 0));
        AssertRefused("config.oracle.maximum_age", Oracle(options => options.MaximumAge = TimeSpan.Zero));
        AssertRefused("config.oracle.maximum_confidence_ppm", Oracle(options => options.MaximumConfidencePpm = 0));
        AssertRefused("config.oracle.maximum_move_ppm", Oracle(options => options.MaximumMovePpm = 0));
        AssertRefused("config.oracle.average_half_life", Oracle(options => options.AverageHalfLife = TimeSpan.Zero));
        AssertRefused("config.oracle.maximum_ahead", Oracle(options => options.MaximumAhead = TimeSpan.FromSeconds(-1)));
        AssertRefused(
            "config.oracle.publishers",
            Oracle(options =>
            {
                for (int publisher = 4; publisher <= 33; publisher++)
                {
                    options.Publishers.Add(publisher);
                }
            }));
    }

    private static async Task StartAsync(Action<ISiloBuilder> configure)
    {
        MemoryJournalStore journal = new(TimeProvider.System);
        InProcessTestClusterBuilder builder = new(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseInMemoryReminderService();
            silo.AddJournalGrainStorage();
            silo.AddOrleansMarkets(journal, Assets);
            configure(silo);
        });
        InProcessTestCluster cluster = builder.Build();
        try
        {
            await cluster.DeployAsync();
        }
        finally
        {
            await cluster.DisposeAsync();
        }
    }

    private static IEnumerable<string>? Journaling(Action<JournalingOptions> change)
    {
        JournalingOptions options = new();
        change(options);
        return new JournalingOptionsValidator().Validate(null, options).Failures;
    }

    private static IEnumerable<string>? Commit(GroupCommitOptions commit) => Journaling(options => options.Commit = commit);

    private static IEnumerable<string>? Keepers(Action<KeeperOptions> change)
    {
        KeeperOptions options = new();
        change(options);
        return new KeeperOptionsValidator().Validate(null, options).Failures;
    }

    private static IEnumerable<string>? Oracle(Action<OracleOptions> change)
    {
        OracleOptions options = new();
        change(options);
        return new OracleOptionsValidator().Validate(null, options).Failures;
    }

    private static void AssertRefused(string code, IEnumerable<string>? failures) =>
        Assert.StartsWith(code + ": ", Assert.Single(failures ?? []), StringComparison.Ordinal);
}
