using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Grains.Keepers;
using OrleansMarkets.Grains.Markets;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Hosting;

/// <summary>Adds the market to a silo.</summary>
public static class OrleansMarketsSiloExtensions
{
    /// <summary>
    /// Registers what the grains need. The host adds grain storage under <see cref="Storage.StorageNames.State"/> and a reminder
    /// service; the
    /// journal store is one instance for the process, shared by its silos.
    /// </summary>
    /// <param name="silo">The silo.</param>
    /// <param name="journal">The journal of all markets and accounts.</param>
    /// <param name="assets">Assets and collateral weights.</param>
    public static ISiloBuilder AddOrleansMarkets(this ISiloBuilder silo, IJournalStore journal, AssetTable assets)
    {
        silo.Services.AddSingleton(journal);
        silo.Services.AddSingleton(assets);
        silo.Services.AddSingleton<MarketPriceCache>();
        silo.Services.AddSingleton<MarketCatalog>();
        silo.Services.AddSingleton<KeeperMetrics>();
        silo.Services.AddSingleton<ICollateralReader, JournalCollateralReader>();
        silo.Services.AddOptions<JournalingOptions>();
        silo.Services.AddOptions<KeeperOptions>();
        return silo.AddStartupTask(StartKeepers);
    }

    // Reminders are derived state: every start of a silo registers those of the shards again, so a lost reminder table loses nothing. The
    // markets' own keepers are started by the registry when it drives a market.
    private static async Task StartKeepers(IServiceProvider services, CancellationToken cancellationToken)
    {
        IGrainFactory grains = services.GetRequiredService<IGrainFactory>();
        ILogger logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OrleansMarketsSiloExtensions));
        int shards = services.GetRequiredService<IOptions<KeeperOptions>>().Value.ShardCount;
        for (long shard = 0; shard < shards && !cancellationToken.IsCancellationRequested; shard++)
        {
            try
            {
                await grains.GetGrain<ILiquidationKeeperGrain>(shard).Start();
            }
            catch (Exception fault)
            {
                // A silo must not fail to start because a shard is slow: accounts wake their shard with their first report anyway.
                logger.LogWarning(fault, "Liquidation keeper {Shard} did not start", shard);
            }
        }
    }
}
