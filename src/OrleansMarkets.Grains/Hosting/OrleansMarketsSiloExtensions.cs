using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
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
    /// Registers what the grains need. The host adds grain storage under <see cref="Storage.StorageNames.State"/> and a reminder service; the
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
        return silo;
    }
}
