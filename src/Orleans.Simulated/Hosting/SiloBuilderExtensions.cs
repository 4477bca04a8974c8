using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;

namespace Orleans.Hosting;

/// <summary>Configures a silo.</summary>
public static class SiloBuilderExtensions
{
    /// <summary>Sets options.</summary>
    /// <typeparam name="TOptions">Type of the options.</typeparam>
    /// <param name="builder">The silo.</param>
    /// <param name="configureOptions">Sets them.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder Configure<TOptions>(this ISiloBuilder builder, Action<TOptions> configureOptions)
        where TOptions : class
    {
        builder.Services.Configure(configureOptions);
        return builder;
    }

    /// <summary>Adds services.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configureDelegate">Adds them.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder ConfigureServices(this ISiloBuilder builder, Action<IServiceCollection> configureDelegate)
    {
        configureDelegate(builder.Services);
        return builder;
    }

    /// <summary>Configures logging.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configureLogging">Configures it.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder ConfigureLogging(this ISiloBuilder builder, Action<ILoggingBuilder> configureLogging)
    {
        builder.Services.AddLogging(configureLogging);
        return builder;
    }

    /// <summary>Names the cluster. The simulated runtime listens nowhere, so the ports are not used.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="siloPort">Not used.</param>
    /// <param name="gatewayPort">Not used.</param>
    /// <param name="primarySiloEndpoint">Not used.</param>
    /// <param name="serviceId">Name of the service.</param>
    /// <param name="clusterId">Name of the cluster.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = 11111,
        int gatewayPort = 30000,
        System.Net.IPEndPoint? primarySiloEndpoint = null,
        string serviceId = "dev",
        string clusterId = "dev") =>
        builder.Configure<ClusterOptions>(options =>
        {
            options.ServiceId = serviceId;
            options.ClusterId = clusterId;
        });

    /// <summary>Adds the reminder service; reminders live as long as the simulated cluster.</summary>
    /// <param name="builder">The silo.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        builder.Services.AddSingleton<ReminderServiceMarker>();
        return builder;
    }

    /// <summary>Adds a filter of incoming calls.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="filter">The filter.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder AddIncomingGrainCallFilter(this ISiloBuilder builder, IIncomingGrainCallFilter filter)
    {
        builder.Services.AddSingleton(filter);
        return builder;
    }

    /// <summary>Adds a filter of incoming calls.</summary>
    /// <typeparam name="TImplementation">Type of the filter.</typeparam>
    /// <param name="builder">The silo.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder AddIncomingGrainCallFilter<TImplementation>(this ISiloBuilder builder)
        where TImplementation : class, IIncomingGrainCallFilter
    {
        builder.Services.AddSingleton<IIncomingGrainCallFilter, TImplementation>();
        return builder;
    }

    /// <summary>Adds a filter of incoming calls.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="filter">The filter.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder AddIncomingGrainCallFilter(this ISiloBuilder builder, IncomingGrainCallFilterDelegate filter) =>
        builder.AddIncomingGrainCallFilter(new DelegateCallFilter(filter));

    /// <summary>Adds a memory store of grain states; it lives as long as the simulated cluster.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">Name of the store.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder AddMemoryGrainStorage(this ISiloBuilder builder, string name)
    {
        builder.Services.AddGrainStorage(name, static (services, key) =>
            services.GetRequiredService<SiloRuntime>().Cluster.MemoryStorage(key));
        return builder;
    }

    /// <summary>Adds a memory store of grain states as the default one.</summary>
    /// <param name="builder">The silo.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder AddMemoryGrainStorageAsDefault(this ISiloBuilder builder) =>
        builder.AddMemoryGrainStorage(PersistentStateFactory.DefaultStorageName);
}
