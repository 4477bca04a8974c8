using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Configures a client.</summary>
public static class ClientBuilderExtensions
{
    /// <summary>Sets options.</summary>
    /// <typeparam name="TOptions">Type of the options.</typeparam>
    /// <param name="builder">The client.</param>
    /// <param name="configureOptions">Sets them.</param>
    /// <returns>The client.</returns>
    public static IClientBuilder Configure<TOptions>(this IClientBuilder builder, Action<TOptions> configureOptions)
        where TOptions : class
    {
        builder.Services.Configure(configureOptions);
        return builder;
    }

    /// <summary>Adds services.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configureDelegate">Adds them.</param>
    /// <returns>The client.</returns>
    public static IClientBuilder ConfigureServices(this IClientBuilder builder, Action<IServiceCollection> configureDelegate)
    {
        configureDelegate(builder.Services);
        return builder;
    }

    /// <summary>Names the cluster. The simulated runtime connects to nothing, so the port is not used.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="gatewayPort">Not used.</param>
    /// <param name="serviceId">Name of the service.</param>
    /// <param name="clusterId">Name of the cluster.</param>
    /// <returns>The client.</returns>
    public static IClientBuilder UseLocalhostClustering(
        this IClientBuilder builder, int gatewayPort = 30000, string serviceId = "dev", string clusterId = "dev") =>
        builder.Configure<ClusterOptions>(options =>
        {
            options.ServiceId = serviceId;
            options.ClusterId = clusterId;
        });
}
