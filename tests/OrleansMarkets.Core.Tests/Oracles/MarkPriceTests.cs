using FsCheck.Fluent;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Oracles;
using OrleansMarkets.Core.Tests.Markets;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Oracles;

public sealed class MarkPriceTests
{
    private static readonly MarkParameters Rules = TestMarkets.Mark;

    [Theory]
    [InlineData(1_000_000, 0, 0, 0, 1_000_000)] // no book at all
    [InlineData(1_000_000, 0, 1_002_000, 0, 1_000_000)] // a mid without a lasting basis does not move it
    [InlineData(1_000_000, 1_000, 1_002_000, 0, 1_001_000)] // median of index, index + basis, mid
    [InlineData(1_000_000, 3_000, 1_002_000, 0, 1_002_000)]
    [InlineData(1_000_000, 1_000, 0, 1_002_000, 1_001_000)] // the last trade stands in for an empty book
    [InlineData(1_000_000, 1_000, 999_000, 1_002_000, 1_000_000)] // a mid is used before the last trade
    [InlineData(1_000_000, 90_000, 2_000_000, 0, 1_050_000)] // everything outside is cut to the band
    [InlineData(1_000_000, -90_000, 1, 0, 950_000)]
    public void Median_within_the_band(long index, long basis, long mid, long last, long expected) =>
        Assert.Equal(expected, MarkPrice.Compute(Rules, index, new BasisAverage(basis << BasisAverage.ScaleBits), mid, last));

    [Fact]
    public void Nothing_moves_the_mark_out_of_the_band()
    {
        var cases =
            from index in Properties.Magnitude(1L << 40)
            from basis in Properties.Signed(1L << 60)
            from mid in Properties.Magnitude(1L << 41)
            from last in Properties.Magnitude(1L << 41)
            select (index: Math.Max(1, index), basis, mid, last);
        Properties.Check(cases, c =>
        {
            long mark = MarkPrice.Compute(Rules, c.index, new BasisAverage(c.basis), c.mid, c.last);
            long distance = (long)((Int128)c.index * Rules.BandPpm / 1_000_000);
            Assert.InRange(mark, Math.Max(1, c.index - distance), c.index + distance);
        });
    }

    [Fact]
    public void The_basis_moves_half_of_the_way_in_its_half_life()
    {
        BasisAverage average = default;
        average = average.Update(Rules, 1_000_000, 1_004_000, 150 * TestMarkets.SecondNs);
        Assert.Equal(2_000, average.Units);
        average = average.Update(Rules, 1_000_000, 1_004_000, 150 * TestMarkets.SecondNs);
        Assert.Equal(3_000, average.Units);
        Assert.Equal(average, average.Update(Rules, 1_000_000, 0, TestMarkets.HourNs));
        Assert.Equal(average, average.Update(Rules, 1_000_000, 1_004_000, 0));
        Assert.Equal(4_000, average.Update(Rules, 1_000_000, 1_004_000, long.MaxValue / 2).Units);
    }

    [Fact]
    public void Steps_of_any_length_give_the_same_average()
    {
        BasisAverage whole = default(BasisAverage).Update(Rules, 1_000_000, 1_040_000, 60 * TestMarkets.SecondNs);
        BasisAverage parts = default;
        for (int i = 0; i < 600; i++)
        {
            parts = parts.Update(Rules, 1_000_000, 1_040_000, TestMarkets.SecondNs / 10);
        }

        // 40,000 × (1 − 2^(−60/150)) = 9,685.67...; 600 steps add their roundings.
        Assert.Equal(9_686, whole.Units);
        Assert.InRange(Math.Abs(whole.Units - parts.Units), 0, 1);
    }

    [Fact]
    public void The_average_stays_between_where_it_was_and_the_sample()
    {
        var cases =
            from start in Properties.Signed(50_000)
            from mid in Properties.Magnitude(2_000_000)
            from elapsed in Properties.Magnitude(TestMarkets.HourNs)
            select (start, mid, elapsed);
        Properties.Check(cases, c =>
        {
            var before = new BasisAverage(c.start << BasisAverage.ScaleBits);
            BasisAverage after = before.Update(Rules, 1_000_000, c.mid, c.elapsed);
            long sample = c.mid == 0 ? c.start : Math.Clamp(c.mid - 1_000_000, -50_000, 50_000);
            Assert.InRange(after.Units, Math.Min(c.start, sample), Math.Max(c.start, sample));
        });
    }
}
