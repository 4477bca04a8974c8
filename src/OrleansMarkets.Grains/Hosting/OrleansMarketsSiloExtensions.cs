using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Grains.Couriers;
using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Grains.Keepers;
using OrleansMarkets.Grains.Markets;
using OrleansMarkets.Grains.Messaging;
using OrleansMarkets.Grains.Oracles;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Hosting;

/// <summary>Adds the market to a silo.</summary>
public static class OrleansMarketsSiloExtensions
{
    /// <summary>
    /// Registers what the grains need. The host adds grain storage under <see cref="Storage.StorageNames.State"/> and a reminder service;
    /// the journal store is one instance for the process, shared by its silos.
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
        silo.Services.AddSingleton<BookCouriers>();
        silo.Services.AddSingleton<KeeperMetrics>();
        silo.Services.AddSingleton<BackgroundCalls>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            static services => services.GetRequiredService<BackgroundCalls>());
        silo.Services.AddSingleton<ICollateralReader, JournalCollateralReader>();
        silo.Services.AddSingleton<IValidateOptions<JournalingOptions>, JournalingOptionsValidator>();
        silo.Services.AddSingleton<IValidateOptions<KeeperOptions>, KeeperOptionsValidator>();
        silo.Services.AddSingleton<IValidateOptions<PriceBoardOptions>, PriceBoardOptionsValidator>();
        silo.Services.AddSingleton<IValidateOptions<OracleOptions>, OracleOptionsValidator>();
        return silo.AddStartupTask(CheckOptions, ServiceLifecycleStage.First).AddStartupTask(StartKeepers);
    }

    // Before anything else of the silo: a bad value stops the start here, not the first grain that reads it. Validation on start would
    // need a generic host, which a silo of a test or of the laboratory does not have.
    private static Task CheckOptions(IServiceProvider services, CancellationToken cancellationToken)
    {
        List<string> failures = [];
        Check<JournalingOptions>(services, failures);
        Check<KeeperOptions>(services, failures);
        Check<PriceBoardOptions>(services, failures);
        Check<OracleOptions>(services, failures);
        return failures.Count == 0
            ? Task.CompletedTask
            : throw new OptionsValidationException(nameof(OrleansMarkets), typeof(OrleansMarketsSiloExtensions), failures);
    }

    private static void Check<TOptions>(IServiceProvider services, List<string> failures)
        where TOptions : class
    {
        try
        {
            _ = services.GetRequiredService<IOptions<TOptions>>().Value;
        }
        catch (OptionsValidationException invalid)
        {
            failures.AddRange(invalid.Failures);
        }
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
