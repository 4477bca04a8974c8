using Orleans.Simulated.Tests.Grains;
using Orleans.Simulation;
using Orleans.TestingHost;

namespace Orleans.Simulated.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void Calls_return_in_the_deterministic_runtime()
    {
        using var cluster = new DeterministicCluster(new DeterministicClusterOptions { SiloCount = 3 });
        cluster.Run(async () =>
        {
            var grain = cluster.Client.GetGrain<IEchoGrain>("a");
            Assert.Equal(2, await grain.Add(2));
            Assert.Equal(5, await grain.AddAfter(3, TimeSpan.FromSeconds(29)));
            Assert.Equal(7, await grain.AddThrough("b", 7));
            Assert.Equal(12, await grain.Add(0));
        });
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
}
