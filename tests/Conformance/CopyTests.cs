using Conformance.Grains;
using Orleans;

namespace Conformance;

[Collection(ClusterTests.Name)]
public sealed class CopyTests(ClusterFixture fixture)
{
    [Fact]
    public async Task Arguments_and_results_are_copied_also_within_a_silo() =>
        Assert.True(await fixture.Client.GetGrain<ICopyGrain>("copies").CallAndCompare());

    [Fact]
    public async Task What_the_callee_changes_stays_with_the_callee()
    {
        var basket = new Basket { Inner = new Basket() };
        var returned = await fixture.Client.GetGrain<ICopyGrain>("client copies").KeepAndChange(basket);
        Assert.Empty(basket.Fruits);
        Assert.Equal("added by the grain", Assert.Single(returned.Fruits).Name);
        Assert.NotNull(returned.Inner);
        Assert.NotSame(basket.Inner, returned.Inner);
    }

    [Fact]
    public async Task Messages_arrive_as_they_were_sent()
    {
        var grain = fixture.Client.GetGrain<ICopyGrain>("roundtrip");
        var label = new Label("cherry", 1.25m, Colour.Green);
        var (returned, points, self) = await grain.Roundtrip(label, [new Point(1, 2), new Point(3, 4)], grain);
        Assert.Equal(label, returned);
        Assert.Equal([new Point(1, 2), new Point(3, 4)], points);
        Assert.Equal(grain.GetGrainId(), self.GetGrainId());
        Assert.Equal(6, await self.SumOf([1, 2, 3]));
    }
}
