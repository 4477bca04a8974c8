using System.Collections.Immutable;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Keepers;

namespace OrleansMarkets.Grains.Tests.Keepers;

public sealed class MaintenanceTableTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Equals_the_sum_over_marginal_parts(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 500; round++)
        {
            ImmutableArray<MarginTier> tiers = RandomTiers(random);
            MaintenanceTable table = new(tiers);
            Assert.True(table.IsExact);
            foreach (long notional in Notionals(random, tiers))
            {
                Assert.Equal(MarginSchedule.Maintenance(tiers.AsSpan(), notional), table.Maintenance(notional));
            }
        }
    }

    [Fact]
    public void Is_not_used_for_rates_above_the_notional() =>
        Assert.False(new MaintenanceTable([new MarginTier(0, 3_000_000, 2_000_000)]).IsExact);

    private static ImmutableArray<MarginTier> RandomTiers(Random random)
    {
        List<MarginTier> tiers = [];
        long lower = 0;
        long rate = 0;
        for (int i = random.Next(1, 7); i > 0; i--)
        {
            rate = Math.Min(1_000_000, rate + random.NextInt64(0, 300_000));
            tiers.Add(new MarginTier(lower, 1_000_000, rate));
            lower += random.NextInt64(1, 1L << random.Next(1, 55));
        }

        return [.. tiers];
    }

    private static IEnumerable<long> Notionals(Random random, ImmutableArray<MarginTier> tiers)
    {
        yield return 0;
        yield return MaintenanceTable.MaximumNotionalQuanta;
        foreach (MarginTier tier in tiers)
        {
            yield return tier.LowerNotionalQuanta;
            yield return tier.LowerNotionalQuanta + 1;
            yield return Math.Max(0, tier.LowerNotionalQuanta - 1);
            yield return random.NextInt64(0, 1L << random.Next(1, 60));
        }
    }
}
