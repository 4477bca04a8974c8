using OrleansMarkets.Lab.Bars;

namespace OrleansMarkets.Lab.Tests.Bars;

public sealed class PricePathTests
{
    [Theory]
    [InlineData(100, 110, 90, 105, new long[] { 100, 90, 110, 105 })] // rising: low first
    [InlineData(100, 110, 90, 100, new long[] { 100, 90, 110, 100 })] // closes at its open: as if rising
    [InlineData(100, 110, 90, 99, new long[] { 100, 110, 90, 99 })] // falling: high first
    public void A_bar_visits_its_extremes_in_the_order_of_its_direction(long open, long high, long low, long close, long[] expected)
    {
        Bar bar = new(0, open, high, low, close);
        Assert.Equal(expected, Enumerable.Range(0, PricePath.PointsPerBar).Select(i => PricePath.Point(bar, i).PriceE8));
    }

    [Fact]
    public void The_four_prices_are_fifteen_seconds_apart()
    {
        const long second = 1_000_000_000;
        Bar bar = new(120 * second, 1, 1, 1, 1);
        Assert.Equal(
            [120 * second, 135 * second, 150 * second, 165 * second],
            Enumerable.Range(0, PricePath.PointsPerBar).Select(i => PricePath.Point(bar, i).TimeNs));
    }
}
