using Orleans.Simulation;

namespace Orleans.Simulated.Tests;

public sealed class RandomTests
{
    [Fact]
    public void Equal_seeds_and_purposes_give_equal_numbers()
    {
        Assert.Equal(Draw(new SimulationRandom(7)), Draw(new SimulationRandom(7)));
        Assert.NotEqual(Draw(new SimulationRandom(7)), Draw(new SimulationRandom(8)));
        Assert.Equal(Draw(new SimulationRandom(7).Fork("a")), Draw(new SimulationRandom(7).Fork("a")));
        Assert.NotEqual(Draw(new SimulationRandom(7).Fork("a")), Draw(new SimulationRandom(7).Fork("b")));
    }

    [Fact]
    public void Drawing_from_a_fork_does_not_disturb_its_source()
    {
        var source = new SimulationRandom(7);
        source.Fork("a").NextUInt64();
        Assert.Equal(Draw(new SimulationRandom(7)), Draw(source));
    }

    [Fact]
    public void Numbers_are_within_bounds_and_spread()
    {
        var random = new SimulationRandom(1);
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++)
        {
            counts[random.Next(10)]++;
            Assert.InRange(random.NextInt64(-3, 3), -3, 3);
            Assert.InRange(random.NextDouble(), 0, 0.9999999999999999);
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
        Assert.Equal(long.MinValue, random.NextInt64(long.MinValue, long.MinValue));
    }

    private static ulong[] Draw(SimulationRandom random) => [.. Enumerable.Range(0, 8).Select(_ => random.NextUInt64())];
}
