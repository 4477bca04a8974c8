using FsCheck.Fluent;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Tests.Markets;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Margin;

public sealed class MarginScheduleTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 1)] // a quantum of notional: 0.025 and 0.0125, rounded up
    [InlineData(1_000_000, 25_000, 12_500)]
    [InlineData(2_000_000, 75_000, 37_500)] // 1 M at 2.5 %, 1 M at 5 %
    [InlineData(6_000_000, 325_000, 162_500)] // 25,000 + 200,000 + 100,000
    public void Each_part_pays_its_own_tier(long notionalUsdt, long initialUsdt, long maintenanceUsdt)
    {
        long scale = notionalUsdt == 1 ? 1 : TestMarkets.Usdt;
        ReadOnlySpan<MarginTier> tiers = TestMarkets.Tiers.AsSpan();
        Assert.Equal(initialUsdt * scale, (long)MarginSchedule.Initial(tiers, notionalUsdt * scale));
        Assert.Equal(maintenanceUsdt * scale, (long)MarginSchedule.Maintenance(tiers, notionalUsdt * scale));
    }

    [Fact]
    public void Agrees_with_the_deduction_form_in_decimals()
    {
        // Maintenance = notional × rate − deduction, deduction(n) = deduction(n − 1) + bound(n) × (rate(n) − rate(n − 1)).
        Properties.Check(Properties.Magnitude(20_000_000 * TestMarkets.Usdt), notional =>
        {
            decimal deduction = 0;
            decimal expected = 0;
            MarginTier before = default;
            foreach (MarginTier tier in TestMarkets.Tiers)
            {
                deduction += (decimal)tier.LowerNotionalQuanta * (tier.MaintenancePpm - before.MaintenancePpm);
                if (notional >= tier.LowerNotionalQuanta)
                {
                    expected = decimal.Ceiling((((decimal)notional * tier.MaintenancePpm) - deduction) / 1_000_000);
                }

                before = tier;
            }

            Assert.Equal(expected, (decimal)MarginSchedule.Maintenance(TestMarkets.Tiers.AsSpan(), notional));
        });
    }

    [Fact]
    public void Is_monotone_and_never_rises_faster_than_the_notional()
    {
        var cases =
            from notional in Properties.Magnitude(20_000_000 * TestMarkets.Usdt)
            from more in Properties.Magnitude(20_000_000 * TestMarkets.Usdt)
            select (notional, more);
        Properties.Check(cases, c =>
        {
            Int128 low = MarginSchedule.Initial(TestMarkets.Tiers.AsSpan(), c.notional);
            Int128 high = MarginSchedule.Initial(TestMarkets.Tiers.AsSpan(), c.notional + c.more);
            Assert.True(high >= low && high - low <= c.more);
            Assert.True(low >= MarginSchedule.Maintenance(TestMarkets.Tiers.AsSpan(), c.notional));
        });
    }

    [Fact]
    public void No_tiers_require_nothing() => Assert.Equal(0, (long)MarginSchedule.Initial([], 1_000_000));
}
