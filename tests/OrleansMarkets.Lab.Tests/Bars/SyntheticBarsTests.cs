using OrleansMarkets.Lab.Bars;

namespace OrleansMarkets.Lab.Tests.Bars;

public sealed class SyntheticBarsTests
{
    [Fact]
    public void Equal_seeds_give_equal_bars_and_others_differ()
    {
        Assert.Equal(SyntheticBars.Generate(7, 100).Bars.ToArray(), SyntheticBars.Generate(7, 100).Bars.ToArray());
        Assert.NotEqual(SyntheticBars.Generate(7, 100).Bars.ToArray(), SyntheticBars.Generate(8, 100).Bars.ToArray());
    }

    [Fact]
    public void Generated_bars_are_whole_and_say_that_they_are_synthetic()
    {
        BarSeries series = SyntheticBars.Generate(1, 500);
        Assert.True(series.IsSynthetic);
        Assert.Contains("SYNTHETIC", series.Source, StringComparison.Ordinal);
        Assert.Equal(0, series.Gaps);
        Assert.All(series.Bars, bar => Assert.True(
            bar.LowE8 > 0 && bar.LowE8 <= bar.OpenE8 && bar.LowE8 <= bar.CloseE8 && bar.HighE8 >= bar.OpenE8 && bar.HighE8 >= bar.CloseE8));
    }
}
