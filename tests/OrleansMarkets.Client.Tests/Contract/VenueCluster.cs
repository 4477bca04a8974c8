using Orleans;
using Orleans.Hosting;
using Orleans.TestingHost;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.Oracles;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Keepers;
using OrleansMarkets.Grains.Storage;
using OrleansMarkets.Journal.Memory;

namespace OrleansMarkets.Client.Tests.Contract;

/// <summary>A cluster within this process with open markets, over a journal in memory; the same on both runtimes.</summary>
internal sealed class VenueCluster : IAsyncDisposable
{
    public const int KeeperShards = 1;

    private const long IndexE8 = 60_000L * 100_000_000;
    private const long ConfidenceE8 = 1_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly InProcessTestCluster _cluster;

    private VenueCluster(InProcessTestCluster cluster) => _cluster = cluster;

    public IClusterClient Grains => _cluster.Client;

    public static async Task<VenueCluster> StartAsync()
    {
        var journal = new MemoryJournalStore(TimeProvider.System);
        InProcessTestClusterBuilder builder = new(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseInMemoryReminderService();
            silo.AddJournalGrainStorage();
            silo.AddOrleansMarkets(journal, TestMarkets.Assets);
            silo.Configure<KeeperOptions>(options => options.ShardCount = KeeperShards);
        });
        var venue = new VenueCluster(builder.Build());
        await venue._cluster.DeployAsync();
        await venue.OpenAsync();
        return venue;
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    private async Task OpenAsync()
    {
        IMarketRegistryGrain registry = Grains.GetGrain<IMarketRegistryGrain>(0);
        foreach (MarketDefinition market in new[] { TestMarkets.Perpetual, TestMarkets.Spot })
        {
            Assert.Equal(ResultCode.Ok, await registry.AddMarket(market));
        }

        // A vote reaches the books by way of the oracle; markets open when one has.
        await using var cluster = MarketsCluster.Connect(
            Grains, new ClusterConnectionOptions { Assets = TestMarkets.Assets, KeeperShards = KeeperShards });
        IMarketsClient client = cluster.ForAccount(0);
        using var patience = new CancellationTokenSource(Patience);
        for (long number = 1; !(await client.GetStatusAsync(patience.Token)).Markets.All(market => market.IsOpen); number++)
        {
            await PublishAsync(number);
        }

        await UntilOrdersAreTakenAsync(cluster, patience.Token);
    }

    // The silo's own view of the prices comes a little later than the books'.
    private static async Task UntilOrdersAreTakenAsync(MarketsCluster cluster, CancellationToken patience)
    {
        IMarketsAdmin admin = cluster.ForAccount(0).Admin;
        AccountCredentials made = await admin.CreateAccountAsync(patience);
        await admin.DepositAsync(made.Account, "USDT", 1_000, patience);
        IMarketsClient trader = cluster.ForAccount(made.Account);
        foreach (MarketId market in new[] { MarketId.Linear("BTCUSDT"), MarketId.Spot("BTCUSDT") })
        {
            while (!await IsTakenAsync(trader, market, patience))
            {
            }

            await trader.CancelAllAsync(market, patience);
        }
    }

    private static async Task<bool> IsTakenAsync(IMarketsClient trader, MarketId market, CancellationToken patience)
    {
        try
        {
            await trader.PlaceAsync(OrderRequest.Limit(market, OrderSide.Buy, 0.001m, 55_000m), patience);
            return true;
        }
        catch (OrderRejectedException refusal) when (refusal.Error.Code is (int)ResultCode.StalePrice or (int)ResultCode.MarketNotOpen)
        {
            return false;
        }
    }

    private async Task PublishAsync(long number)
    {
        for (int publisher = 1; publisher <= 3; publisher++)
        {
            long nowNs = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
            var vote = new PublisherPrice(publisher, number, IndexE8, ConfidenceE8, nowNs);
            await Grains.GetGrain<IOracleGrain>(TestMarkets.Feed).Publish(vote);
        }
    }
}
