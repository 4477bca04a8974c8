using OrleansMarkets.Contracts.Oracles;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Tests.Markets;

namespace OrleansMarkets.Grains.Tests.Oracles;

public sealed class OracleTests(MarketCluster cluster) : IClassFixture<MarketCluster>
{
    private const long Whole = 100_000_000;

    [Fact]
    public async Task A_quorum_gives_the_median()
    {
        IOracleGrain oracle = cluster.Client.GetGrain<IOracleGrain>("MEDIAN");
        Assert.Equal(ResultCode.Ok, await oracle.Publish(Vote(1, 1, 100)));
        Assert.False((await oracle.GetPrice()).HasQuorum);
        Assert.Equal(ResultCode.Ok, await oracle.Publish(Vote(2, 1, 101)));
        Assert.Equal(ResultCode.Ok, await oracle.Publish(Vote(3, 1, 1_000)));

        OraclePrice price = await oracle.GetPrice();
        Assert.Equal((101 * Whole, 3), (price.PriceE8, price.Publishers));
    }

    [Fact]
    public async Task Bad_votes_are_refused_with_a_code()
    {
        IOracleGrain oracle = cluster.Client.GetGrain<IOracleGrain>("BAD");
        Assert.Equal(ResultCode.InvalidRequest, await oracle.Publish(Vote(99, 1, 100)));
        Assert.Equal(ResultCode.InvalidRequest, await oracle.Publish(Vote(1, 1, 0)));
        Assert.Equal(ResultCode.InvalidRequest, await oracle.Publish(Vote(1, 1, 100) with { ConfidenceE8 = 0 }));
        Assert.Equal(
            ResultCode.InvalidRequest,
            await oracle.Publish(Vote(1, 1, 100) with { PublishedNs = TimeProvider.System.NowNs() + 60_000_000_000 }));
        Assert.Equal(ResultCode.Ok, await oracle.Publish(Vote(1, 5, 100)));
        Assert.Equal(ResultCode.Superseded, await oracle.Publish(Vote(1, 5, 101)));
    }

    private static PublisherPrice Vote(int publisher, long sequence, long price) =>
        new(publisher, sequence, price * Whole, 1_000_000, TimeProvider.System.NowNs());
}
