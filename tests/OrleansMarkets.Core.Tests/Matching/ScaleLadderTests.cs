using FsCheck;
using FsCheck.Fluent;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Matching;

/// <summary>How a scale order is split.</summary>
public sealed class ScaleLadderTests
{
    private static readonly MarketParameters Rules = TestMarket.Calm with { TickUnits = 5, StepLots = 2, MinimumLots = 2 };

    [Fact]
    public void Linear_prices_are_equally_far_apart_and_what_does_not_divide_goes_to_the_first()
    {
        Assert.Equal(
            [new(1_000, 6), new(1_010, 6), new(1_020, 4), new(1_030, 4)],
            Split(new ScaleTerms(1_000, 1_030, 4, 20, ScaleSpacing.Linear, ScaleSpacing.Linear, 1_000_000)));
    }

    [Fact]
    public void Geometric_prices_have_equal_ratios_and_sizes_grow_to_the_ratio()
    {
        Assert.Equal(
            [new(8_000, 14), new(4_000, 28), new(2_000, 56), new(1_000, 112)],
            Split(new ScaleTerms(8_000, 1_000, 4, 210, ScaleSpacing.Geometric, ScaleSpacing.Geometric, 8_000_000)));
        Assert.Equal(
            [new(1_000, 20), new(1_010, 30), new(1_020, 40)],
            Split(new ScaleTerms(1_000, 1_020, 3, 90, ScaleSpacing.Linear, ScaleSpacing.Linear, 2_000_000)));
    }

    [Theory]
    [InlineData(1_000, 1_030, 1, 20, 1_000_000, ResultCode.InvalidRequest)]
    [InlineData(1_000, 1_030, 51, 2_000, 1_000_000, ResultCode.InvalidRequest)]
    [InlineData(0, 1_030, 4, 20, 1_000_000, ResultCode.InvalidRequest)]
    [InlineData(1_000, long.MaxValue, 4, 20, 1_000_000, ResultCode.InvalidRequest)]
    [InlineData(1_000, 1_030, 4, 20, 0, ResultCode.InvalidRequest)]
    [InlineData(1_001, 1_030, 4, 20, 1_000_000, ResultCode.PriceOffGrid)]
    [InlineData(1_000, 1_030, 4, 21, 1_000_000, ResultCode.QuantityOffGrid)]
    [InlineData(1_000, 1_030, 4, 6, 1_000_000, ResultCode.QuantityTooSmall)]
    public void What_cannot_be_split_is_refused(long first, long last, int orders, long lots, long ratio, ResultCode code)
    {
        var terms = new ScaleTerms(first, last, orders, lots, ScaleSpacing.Linear, ScaleSpacing.Linear, ratio);
        Assert.Equal(code, ScaleLadder.Split(terms, Rules, out ScaleRung[] rungs));
        Assert.Empty(rungs);
    }

    [Fact]
    public void Whatever_is_split_adds_up_lies_on_the_grid_and_goes_one_way()
    {
        Gen<ScaleTerms> any =
            from first in Gen.Choose(1, 20_000)
            from last in Gen.Choose(1, 20_000)
            from orders in Gen.Choose(2, 50)
            from lots in Gen.Choose(50, 1_000_000)
            from prices in Gen.Elements(ScaleSpacing.Linear, ScaleSpacing.Geometric)
            from sizes in Gen.Elements(ScaleSpacing.Linear, ScaleSpacing.Geometric)
            from ratio in Gen.Choose(1_000, 1_000_000_000)
            select new ScaleTerms(5 * first, 5 * last, orders, 2 * lots, prices, sizes, ratio);
        Properties.Check(any, AddsUp, 500);
    }

    private static ScaleRung[] Split(ScaleTerms terms)
    {
        Assert.Equal(ResultCode.Ok, ScaleLadder.Split(terms, Rules, out ScaleRung[] rungs));
        return rungs;
    }

    private static void AddsUp(ScaleTerms terms)
    {
        if (ScaleLadder.Split(terms, Rules, out ScaleRung[] rungs) != ResultCode.Ok)
        {
            return;
        }

        Assert.Equal(terms.TotalLots, rungs.Sum(rung => rung.QuantityLots));
        Assert.Equal((terms.FirstPriceUnits, terms.LastPriceUnits), (rungs[0].PriceUnits, rungs[^1].PriceUnits));
        Assert.All(rungs, rung => Assert.Equal((0, 0), (rung.PriceUnits % 5, rung.QuantityLots % 2)));
        bool rises = terms.FirstPriceUnits <= terms.LastPriceUnits;
        Assert.All(rungs.Zip(rungs.Skip(1)), pair =>
            Assert.True(rises ? pair.First.PriceUnits <= pair.Second.PriceUnits : pair.First.PriceUnits >= pair.Second.PriceUnits));
    }
}
