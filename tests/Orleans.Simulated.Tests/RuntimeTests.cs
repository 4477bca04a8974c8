using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Simulated.Tests.Grains;
using Orleans.Simulation;
using Orleans.TestingHost;

namespace Orleans.Simulated.Tests;

public sealed class RuntimeTests
{
    [Fact]
    public void Calls_return_in_the_deterministic_runtime()
    {
        using var cluster = new DeterministicCluster(new DeterministicClusterOptions { SiloCount = 3 });
        var sum = cluster.Run(async () =>
        {
            var grain = cluster.Client.GetGrain<IEchoGrain>("a");
            Assert.Equal(2, await grain.Add(2));
            Assert.Equal(5, await grain.AddAfter(3, TimeSpan.FromSeconds(29)));
            Assert.Equal(7, await grain.AddThrough("b", 7));
            return await grain.Add(0);
        });
        Assert.Equal(12, sum);
    }

    [Fact]
    public async Task Calls_return_in_the_live_runtime()
    {
        await using var cluster = new InProcessTestClusterBuilder(2).Build();
        await cluster.DeployAsync();
        var grain = cluster.Client.GetGrain<IEchoGrain>("a");
        Assert.Equal(2, await grain.Add(2));
        Assert.Equal(5, await grain.AddAfter(3, TimeSpan.FromMilliseconds(10)));
        Assert.Equal(7, await grain.AddThrough("b", 7));
        Assert.Equal(12, await grain.Add(0));
        Assert.Equal(1000, await grain.CallMany("c", 1000));
    }

    [Fact]
    public async Task A_host_carries_a_silo_and_its_client()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo => silo.UseLocalhostClustering().UseInMemoryReminderService());
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IClusterClient>();
        Assert.Equal(4, await client.GetGrain<IEchoGrain>("hosted").Add(4));
        await host.StopAsync();
        await Assert.ThrowsAsync<Orleans.Runtime.SiloUnavailableException>(() => client.GetGrain<IEchoGrain>("hosted").Add(4));
    }

    [Fact]
    public void Virtual_time_passes_only_when_nothing_is_runnable()
    {
        using var cluster = new DeterministicCluster(new DeterministicClusterOptions());
        var start = cluster.Clock.GetUtcNow();
        cluster.Run(async () =>
        {
            await cluster.Client.GetGrain<IEchoGrain>("a").CallMany("b", 100);
            Assert.Equal(start, cluster.Clock.GetUtcNow());
            await Task.Delay(TimeSpan.FromDays(3), cluster.Clock);
        });
        Assert.Equal(start + TimeSpan.FromDays(3), cluster.Clock.GetUtcNow());
        cluster.RunFor(TimeSpan.FromHours(1));
        Assert.Equal(start + TimeSpan.FromDays(3) + TimeSpan.FromHours(1), cluster.Clock.GetUtcNow());
    }

    [Fact]
    public void Timers_tick_in_virtual_time_and_idle_activations_are_collected()
    {
        using var cluster = new DeterministicCluster(new DeterministicClusterOptions());
        cluster.Run(async () =>
        {
            var grain = cluster.Client.GetGrain<IEchoGrain>("a");
            await grain.StartTimer(TimeSpan.FromSeconds(10));
            await Task.Delay(TimeSpan.FromSeconds(95), cluster.Clock);
            Assert.Equal(9, await grain.Ticks());
        });
        cluster.RunFor(TimeSpan.FromMinutes(14));
        Assert.Single(cluster.Silos[0].ActiveGrains);
        cluster.RunFor(TimeSpan.FromMinutes(3));
        Assert.Empty(cluster.Silos[0].ActiveGrains);
    }

    [Fact]
    public void Completions_of_shared_services_come_back_to_the_waiting_activation()
    {
        var store = new SharedStore();
        using var cluster = new DeterministicCluster(new DeterministicClusterOptions
        {
            SiloCount = 2,
            ConfigureSilo = (_, silo) => silo.Services.AddSingleton(store),
        });
        store.Clock = cluster.Clock;
        cluster.Run(async () =>
        {
            var writes = Enumerable.Range(0, 10).Select(i => cluster.Client.GetGrain<IStoreGrain>($"store {i}").Append(i)).ToArray();
            var positions = await Task.WhenAll(writes);
            Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), positions.Order());
        });
        Assert.Equal(10, store.Appended);
    }

    [Fact]
    public void A_response_that_is_late_is_a_timeout()
    {
        using var cluster = new DeterministicCluster(new DeterministicClusterOptions());
        cluster.Run(async () =>
        {
            var grain = cluster.Client.GetGrain<IEchoGrain>("a");
            await Assert.ThrowsAsync<TimeoutException>(() => grain.AddAfter(1, TimeSpan.FromSeconds(31)));
            Assert.Equal(1, await grain.Add(0));
        });
        Assert.Equal(1, cluster.Statistics.Timeouts);
        Assert.Equal(1, cluster.Statistics.LateResponses);
    }
}
