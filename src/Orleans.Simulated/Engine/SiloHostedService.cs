using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Orleans.Simulation.Engine;

/// <summary>Starts and stops a silo with its host.</summary>
internal sealed class SiloHostedService(SiloRuntime silo, IServiceProvider services, ILogger<SiloHostedService> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => silo.SystemGroup.Start(() =>
    {
        silo.Cluster.Logger = logger;
        silo.Use(services);
        return silo.StartAsync(cancellationToken);
    });

    // Driven by the cluster's own client host: the silo's turns end with the silo.
    public Task StopAsync(CancellationToken cancellationToken) =>
        silo.Status is HostStatus.Active
            ? silo.Cluster.Client.SystemGroup.Start(() => silo.StopAsync(cancellationToken))
            : Task.CompletedTask;
}
