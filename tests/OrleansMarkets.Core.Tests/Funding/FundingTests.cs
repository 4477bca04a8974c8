using System.Numerics;
using FsCheck.Fluent;
using OrleansMarkets.Core.Funding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Tests.Markets;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Funding;

public sealed class FundingTests
{
    private static readonly FundingParameters Rules = TestMarkets.Funding;

    [Theory]
    [InlineData(1_010_000, 1_020_000, 1_000_000, 10_000)]
    [InlineData(980_000, 990_000, 1_000_000, -10_000)]
    [InlineData(999_000, 1_001_000, 1_000_000, 0)]
    [InlineData(0, 1_001_000, 1_000_000, 0)]
    [InlineData(1_010_000, 0, 1_000_000, 10_000)]
    [InlineData(0, 0, 1_000_000, 0)]
    [InlineData(0, 990_000, 1_000_000, -10_000)]
    [InlineData(1_000_001, 1_000_002, 3_000_000, -666_666)]
    public void Premium_of_impact_prices(long bid, long ask, long index, long expectedPpm) =>
        Assert.Equal(expectedPpm, FundingRate.Premium(bid, ask, index));

    [Theory]
    [InlineData(0, 720, 100)] // no premium: interest alone
    [InlineData(720 * 300, 720, 100)] // 3 bp premium: pulled the whole way to interest
    [InlineData(720 * 2_000, 720, 1_500)] // 20 bp premium: pulled by the clamp of 5 bp
    [InlineData(-720 * 2_000, 720, -1_500)]
    [InlineData(720 * 50_000, 720, 20_000)] // the cap
    [InlineData(-720 * 50_000, 720, -20_000)]
    [InlineData(359 * 2_000, 359, 0)] // too few samples
    [InlineData(0, 0, 0)]
    public void Rate_of_an_interval(long premiumSum, int samples, long expectedPpm) =>
        Assert.Equal(expectedPpm, FundingRate.Compute(Rules, premiumSum, samples));

    [Fact]
    public void One_hour_of_an_eight_hour_rate()
    {
        // 1 bp in 8 hours on one lot at 64,000 USDT (64 USDT of notional): 64 × 0.0001 ÷ 8 = 0.0008 USDT = 800 quanta.
        long growth = FundingIndex.Increment(Rules, 100, 640_000, TestMarkets.BtcPerp);
        Assert.Equal(800L << FundingIndex.ScaleBits, growth);
        Assert.Equal(-8_000, FundingIndex.Payment(10, 0, growth));
        Assert.Equal(8_000, FundingIndex.Payment(-10, 0, growth));
    }

    [Fact]
    public void Index_grows_toward_zero_and_agrees_with_big_integers()
    {
        var cases =
            from rate in Properties.Signed(20_000)
            from mark in Properties.Magnitude(100_000_000)
            from hours in Gen.Choose(1, 24)
            select (rate, mark, hours);
        Properties.Check(cases, c =>
        {
            FundingParameters rules = Rules with { IntervalNs = c.hours * TestMarkets.HourNs };
            BigInteger charge = (BigInteger)c.rate * c.mark * TestMarkets.BtcPerp.QuantaPerUnitLot;
            BigInteger dividend = charge * rules.IntervalNs * FundingIndex.Scale;
            BigInteger expected = BigInteger.Divide(dividend, (BigInteger)1_000_000 * rules.RatePeriodNs);
            Assert.Equal(expected, FundingIndex.Increment(rules, c.rate, c.mark, TestMarkets.BtcPerp));
        });
    }

    [Fact]
    public void Payments_and_pool_sum_to_zero_and_the_pool_never_lacks()
    {
        var cases =
            from sizes in Properties.Signed(1_000_000).ArrayOf(20)
            from rates in Properties.Signed(20_000).ArrayOf(6)
            from touched in Gen.Elements(true, false).ArrayOf(120)
            select (sizes, rates, touched);
        Properties.Check(cases, c =>
        {
            long[] sizes = [.. c.sizes, -c.sizes.Sum()];
            long[] settledAt = new long[sizes.Length];
            long pool = 0;
            long index = 0;
            int payments = 0;
            for (int interval = 0; interval < c.rates.Length; interval++)
            {
                index += FundingIndex.Increment(Rules, c.rates[interval], 640_000 + interval, TestMarkets.BtcPerp);
                bool isLast = interval == c.rates.Length - 1;
                for (int i = 0; i < sizes.Length; i++)
                {
                    if (isLast || c.touched[((interval * 20) + i) % c.touched.Length])
                    {
                        pool -= FundingIndex.Payment(sizes[i], settledAt[i], index);
                        settledAt[i] = index;
                        payments++;
                    }
                }
            }

            // Once every row is settled, what is left is only what rounding took: less than a quantum for each payment.
            Assert.InRange(pool, 0, payments);
        }, 300);
    }

    [Fact]
    public void Settling_more_often_never_pays_the_account_more()
    {
        var cases =
            from size in Properties.Signed(1_000_000)
            from first in Properties.Signed(1L << 40)
            from second in Properties.Signed(1L << 40)
            select (size, first, second);
        Properties.Check(cases, c =>
        {
            long twice = FundingIndex.Payment(c.size, 0, c.first) + FundingIndex.Payment(c.size, c.first, c.first + c.second);
            long once = FundingIndex.Payment(c.size, 0, c.first + c.second);
            Assert.InRange(once - twice, 0, 1);
        });
    }
}
