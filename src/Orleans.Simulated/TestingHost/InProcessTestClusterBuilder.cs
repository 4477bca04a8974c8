using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>Builds a cluster of silos within this process, on the live scheduler.</summary>
public sealed class InProcessTestClusterBuilder
{
    /// <summary>Builds a cluster of one silo.</summary>
    public InProcessTestClusterBuilder()
        : this(1)
    {
    }

    /// <summary>Builds a cluster.</summary>
    /// <param name="initialSilosCount">Silos at the start.</param>
    public InProcessTestClusterBuilder(short initialSilosCount) => Options.InitialSilosCount = initialSilosCount;

    /// <summary>What the cluster is made of.</summary>
    public InProcessTestClusterOptions Options { get; } = new();

    /// <summary>Configures the hosts of silos and client.</summary>
    /// <param name="configureDelegate">Configures one.</param>
    /// <returns>The builder.</returns>
    public InProcessTestClusterBuilder ConfigureHost(Action<IHostApplicationBuilder> configureDelegate)
    {
        Options.SiloHostConfigurationDelegates.Add((_, host) => configureDelegate(host));
        Options.ClientHostConfigurationDelegates.Add(configureDelegate);
        return this;
    }

    /// <summary>Configures the silos.</summary>
    /// <param name="configureSiloDelegate">Configures one.</param>
    /// <returns>The builder.</returns>
    public InProcessTestClusterBuilder ConfigureSilo(Action<InProcessTestSiloSpecificOptions, ISiloBuilder> configureSiloDelegate)
    {
        Options.SiloDelegates.Add(configureSiloDelegate);
        return this;
    }

    /// <summary>Configures the hosts of the silos.</summary>
    /// <param name="configureSiloHostDelegate">Configures one.</param>
    /// <returns>The builder.</returns>
    public InProcessTestClusterBuilder ConfigureSiloHost(
        Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder> configureSiloHostDelegate)
    {
        Options.SiloHostConfigurationDelegates.Add(configureSiloHostDelegate);
        return this;
    }

    /// <summary>Configures the client.</summary>
    /// <param name="configureClientDelegate">Configures it.</param>
    /// <returns>The builder.</returns>
    public InProcessTestClusterBuilder ConfigureClient(Action<IClientBuilder> configureClientDelegate)
    {
        Options.ClientDelegates.Add(configureClientDelegate);
        return this;
    }

    /// <summary>Configures the host of the client.</summary>
    /// <param name="configureHostDelegate">Configures it.</param>
    /// <returns>The builder.</returns>
    public InProcessTestClusterBuilder ConfigureClientHost(Action<IHostApplicationBuilder> configureHostDelegate)
    {
        Options.ClientHostConfigurationDelegates.Add(configureHostDelegate);
        return this;
    }

    /// <summary>Makes the cluster; it is not started yet.</summary>
    /// <returns>The cluster.</returns>
    public InProcessTestCluster Build() => new(Options);
}
