using Orleans.Hosting;
using Orleans.Simulation;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Markets;
using OrleansMarkets.Grains.Storage;
using OrleansMarkets.Grains.Tests.Markets;
using OrleansMarkets.Grains.Tests.Protocol.Simulated;
using OrleansMarkets.Journal.Memory;

namespace OrleansMarkets.Grains.Tests.Simulated;

public sealed class RegistryCrashTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_listed_market_outlives_every_silo(ulong seed)
    {
        VenueClock clock = new();
        MemoryJournalStore journal = new(clock);
        AssetTable assets = new("USDT", [new Asset("USDT", 6)]);
        using DeterministicCluster cluster = new(new DeterministicClusterOptions
        {
            Seed = seed,
            SiloCount = 2,
            ConfigureSilo = (_, silo) =>
            {
                silo.UseInMemoryReminderService();
                silo.AddJournalGrainStorage();
                silo.AddOrleansMarkets(journal, assets);
            },
        });
        clock.Target = cluster.Clock;
        MarketDefinition definition = Definitions.Perpetual();
        cluster.Run(async () =>
        {
            IMarketRegistryGrain registry = cluster.Client.GetGrain<IMarketRegistryGrain>(0);
            Assert.Equal(ResultCode.Ok, await registry.AddMarket(definition));
        });
        foreach (string silo in cluster.Silos.Select(silo => silo.Name).ToArray())
        {
            cluster.KillSilo(silo, TimeSpan.FromSeconds(1));
            cluster.RunFor(TimeSpan.FromMinutes(2));
        }

        MarketDefinition? listed = cluster.Run(() => cluster.Client.GetGrain<IMarketRegistryGrain>(0).GetMarket(definition.Symbol));
        Assert.True(listed!.IsSameAs(definition));
    }
}
