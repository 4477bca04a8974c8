using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace OrleansMarkets.Grains.Tests.Activation;

public sealed class FirstTurnTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Two_grains_may_call_each_other_in_their_first_turns()
    {
        using var place = new MeetingPlace();
        InProcessTestClusterBuilder builder = new(1);
        builder.ConfigureSilo((_, silo) => silo.Services.AddSingleton(place));
        InProcessTestCluster cluster = builder.Build();
        await cluster.DeployAsync();
        Task[] meetings =
        [
            cluster.Client.GetGrain<IMeetingGrain>(1).Meet(2),
            cluster.Client.GetGrain<IMeetingGrain>(2).Meet(1),
        ];
        await Task.WhenAll(meetings).WaitAsync(Patience);

        // Not after a failure: a cluster whose grains wait for each other does not end.
        await cluster.DisposeAsync();
    }
}
