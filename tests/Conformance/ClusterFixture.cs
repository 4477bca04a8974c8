using Conformance.Grains;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Conformance;

/// <summary>One cluster of one silo for all tests that leave it as it is.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(2);

    public InProcessTestCluster Cluster { get; } = Build(1);

    public IClusterClient Client => Cluster.Client;

    public static InProcessTestCluster Build(short silos) =>
        new InProcessTestClusterBuilder(silos)
            .ConfigureSilo((options, silo) =>
            {
                silo.Services.AddSingleton(new Greeting(", hello"));
                silo.AddMemoryGrainStorage("memory");
                silo.UseInMemoryReminderService();
                silo.AddIncomingGrainCallFilter(new JournalingFilter("outer"));
                silo.AddIncomingGrainCallFilter(new JournalingFilter("inner"));
                silo.AddStartupTask((services, token) =>
                {
                    Journal.Write("startup", services.GetRequiredService<Greeting>().Text + options.SiloName.Length);
                    return services.GetRequiredService<IGrainFactory>().GetGrain<ILifeGrain>("startup grain").Activation();
                });
                silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = ResponseTimeout);
            })
            .ConfigureClient(client => client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = ResponseTimeout))
            .Build();

    public Task InitializeAsync() => Cluster.DeployAsync();

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}
