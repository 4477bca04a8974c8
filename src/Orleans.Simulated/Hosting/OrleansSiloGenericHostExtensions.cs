namespace Microsoft.Extensions.Hosting;

/// <summary>Adds a silo to a host.</summary>
public static class OrleansSiloGenericHostExtensions
{
    private const string SiloName = "silo-0";

    /// <summary>Adds a silo of a one-silo cluster within this process.</summary>
    /// <param name="hostAppBuilder">The host.</param>
    /// <param name="configureDelegate">Configures the silo.</param>
    /// <returns>The host.</returns>
    public static IHostApplicationBuilder UseOrleans(
        this IHostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        LiveCluster.AddSilo(hostAppBuilder.Services, hostAppBuilder.Configuration, LiveCluster.Create(), SiloName, configureDelegate);
        return hostAppBuilder;
    }

    /// <summary>Adds a silo of a one-silo cluster within this process.</summary>
    /// <param name="hostAppBuilder">The host.</param>
    /// <param name="configureDelegate">Configures the silo.</param>
    /// <returns>The host.</returns>
    public static HostApplicationBuilder UseOrleans(this HostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ((IHostApplicationBuilder)hostAppBuilder).UseOrleans(configureDelegate);
        return hostAppBuilder;
    }

    /// <summary>Adds a silo of a one-silo cluster within this process.</summary>
    /// <param name="hostBuilder">The host.</param>
    /// <param name="configureDelegate">Configures the silo.</param>
    /// <returns>The host.</returns>
    public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<ISiloBuilder> configureDelegate) =>
        hostBuilder.UseOrleans((_, builder) => configureDelegate(builder));

    /// <summary>Adds a silo of a one-silo cluster within this process.</summary>
    /// <param name="hostBuilder">The host.</param>
    /// <param name="configureDelegate">Configures the silo.</param>
    /// <returns>The host.</returns>
    public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<HostBuilderContext, ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostBuilder);
        return hostBuilder.ConfigureServices((context, services) => LiveCluster.AddSilo(
            services, context.Configuration, LiveCluster.Create(), SiloName, builder => configureDelegate(context, builder)));
    }
}
