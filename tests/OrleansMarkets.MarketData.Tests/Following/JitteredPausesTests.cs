using OrleansMarkets.MarketData.Following;

namespace OrleansMarkets.MarketData.Tests.Following;

public sealed class JitteredPausesTests
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(1, 25, 50)]
    [InlineData(2, 50, 100)]
    [InlineData(4, 200, 400)]
    [InlineData(20, 1_000, 2_000)]
    [InlineData(int.MaxValue, 1_000, 2_000)]
    public void Pauses_grow_to_the_longest_and_are_spread(int failures, int least, int most)
    {
        var pauses = new JitteredPauses(First, Longest, new Random(5));
        TimeSpan[] drawn = [.. Enumerable.Range(0, 200).Select(_ => pauses.After(failures))];
        Assert.All(drawn, pause => Assert.InRange(pause.TotalMilliseconds, least, most));
        Assert.True(drawn.Distinct().Count() > 100);
    }

    [Fact]
    public void One_seed_gives_one_series()
    {
        var one = new JitteredPauses(First, Longest, new Random(5));
        var other = new JitteredPauses(First, Longest, new Random(5));
        Assert.All(Enumerable.Range(1, 20), failures => Assert.Equal(one.After(failures), other.After(failures)));
    }
}
