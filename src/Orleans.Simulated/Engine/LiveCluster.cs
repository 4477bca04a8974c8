using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Orleans.Simulation.Engine;

/// <summary>Clusters on the live scheduler, within this process.</summary>
internal static class LiveCluster
{
    /// <summary>Seed of placement; the live runtime makes no promise of equal runs.</summary>
    private const ulong PlacementSeed = 1;

    public static ClusterRuntime Create()
    {
        ContractGate.Check();
        return new ClusterRuntime(new LiveEngine(), new SimulationRandom(PlacementSeed), new SimulationStatistics());
    }

    /// <summary>Adds a silo to the services of a host; it starts and stops with the host.</summary>
    public static SiloRuntime AddSilo(
        IServiceCollection services, IConfiguration configuration, ClusterRuntime cluster, string name, Action<ISiloBuilder>? configure)
    {
        var incarnations = cluster.Silos.Where(each => each.Name == name).ToArray();
        var index = incarnations.FirstOrDefault()?.Index ?? cluster.Silos.Select(each => each.Name).Distinct().Count();
        var silo = new SiloRuntime(cluster, name, index, incarnations.Length + 1);
        cluster.AddSilo(silo);
        configure?.Invoke(new HostedBuilder(services, configuration));
        silo.AddServices(services);
        services.TryAddSingleton(cluster.Statistics);
        services.TryAddSingleton<IClusterClient>(provider => new ClusterClient(cluster.Factory, provider));
        services.AddSingleton<IHostedService, SiloHostedService>();
        return silo;
    }
}
