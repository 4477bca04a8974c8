using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Storage;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Storage;

/// <summary>Registration of the journal's grain storage.</summary>
public static class JournalGrainStorageExtensions
{
    /// <summary>Keeps grain state of a storage name in the journal that the silo's container holds.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="name">The storage name.</param>
    public static ISiloBuilder AddJournalGrainStorage(this ISiloBuilder silo, string name = StorageNames.State)
    {
        silo.Services.AddKeyedSingleton<IGrainStorage>(name, static (services, _) => new JournalGrainStorage(
            services.GetRequiredService<IJournalStore>(), services.GetRequiredService<TimeProvider>()));
        return silo;
    }
}
