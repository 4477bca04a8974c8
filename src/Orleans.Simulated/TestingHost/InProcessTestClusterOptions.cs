using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>What a test cluster is made of.</summary>
public sealed class InProcessTestClusterOptions
{
    /// <summary>Name of the cluster.</summary>
    public string ClusterId { get; set; } = "test";

    /// <summary>Name of the service.</summary>
    public string ServiceId { get; set; } = "test";

    /// <summary>Silos at the start.</summary>
    public short InitialSilosCount { get; set; } = 1;

    /// <summary>Configure the hosts of the silos.</summary>
    public List<Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>> SiloHostConfigurationDelegates { get; } = [];

    /// <summary>Configure the host of the client.</summary>
    public List<Action<IHostApplicationBuilder>> ClientHostConfigurationDelegates { get; } = [];

    internal List<Action<InProcessTestSiloSpecificOptions, ISiloBuilder>> SiloDelegates { get; } = [];

    internal List<Action<IClientBuilder>> ClientDelegates { get; } = [];
}
