using Conformance.Grains;

namespace Conformance;

public sealed class SiloTests
{
    [Fact]
    public async Task Stopping_a_silo_deactivates_its_grains_and_the_others_take_over()
    {
        await using var cluster = ClusterFixture.Build(2);
        await cluster.DeployAsync();
        const int Grains = 20;
        for (var i = 0; i < Grains; i++)
        {
            Assert.Equal(1, await cluster.Client.GetGrain<ILifeGrain>($"moves {i}").Activation());
        }

        await cluster.StopSiloAsync(cluster.Silos[1]);
        var moved = 0;
        for (var i = 0; i < Grains; i++)
        {
            var activation = await cluster.Client.GetGrain<ILifeGrain>($"moves {i}").Activation();
            var deactivations = Journal.Read($"moves {i}").Count(line => line.StartsWith("deactivate", StringComparison.Ordinal));
            Assert.Equal(activation - 1, deactivations);
            moved += deactivations;
        }

        Assert.InRange(moved, 1, Grains - 1);
        Assert.Single(cluster.Silos);
    }

    [Fact]
    public async Task Killing_a_silo_loses_its_activations_and_silos_can_join()
    {
        await using var cluster = ClusterFixture.Build(2);
        await cluster.DeployAsync();
        await cluster.KillSiloAsync(cluster.Silos[1]);
        var added = await cluster.StartAdditionalSiloAsync();
        await cluster.WaitForLivenessToStabilizeAsync();
        Assert.True(added.IsActive);
        Assert.Equal(2, cluster.Silos.Count);
        Assert.Equal(1, await cluster.Client.GetGrain<ILifeGrain>("after the kill").Activation());
        Assert.NotNull(cluster.GetSiloServiceProvider(added.SiloAddress));
    }
}
