using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Grains.Keepers;

namespace OrleansMarkets.Grains.Tests.Keepers;

public sealed class ShardRiskTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Finds_exactly_the_accounts_that_core_calls_liquidatable_at_fresh_marks(int seed)
    {
        RandomShard shard = new(seed);
        for (int round = 0; round < 20; round++)
        {
            shard.Report(60);
            shard.MovePrices(withMissing: round % 2 == 1);
            HashSet<long> found = Find(shard.Risk);
            foreach (long account in shard.Accounts)
            {
                AccountRisk core = shard.CoreRisk(account, MarkQuality.Fresh);
                SlotRisk own = shard.Risk.RiskAt(shard.Risk.SlotOf(account));
                Assert.Equal(core.IsLiquidatable, found.Contains(account));
                Assert.Equal((core.EquityQuanta, core.MaintenanceQuanta), ((long)own.EquityQuanta, (long)own.MaintenanceQuanta));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Misses_no_account_that_core_calls_liquidatable_at_stale_marks(int seed)
    {
        RandomShard shard = new(seed);
        for (int round = 0; round < 10; round++)
        {
            shard.Report(60);
            shard.MovePrices(withMissing: false);
            HashSet<long> found = Find(shard.Risk);
            Assert.All(
                shard.Accounts.Where(account => shard.CoreRisk(account, MarkQuality.Stale).IsLiquidatable),
                account => Assert.Contains(account, found));
        }
    }

    [Fact]
    public void An_account_in_an_unknown_market_is_asked()
    {
        ShardRisk risk = new();
        risk.Set(new RiskVector(7, 1, 1, 1_000_000, [new RiskVectorPosition("NEW", 1, 0, 0, 0)]));

        Assert.Equal([7L], Find(risk));
    }

    [Fact]
    public void An_account_that_went_flat_is_not_brought_back_by_an_old_report()
    {
        ShardRisk risk = new();
        RiskVector before = new(7, 1, 1, -5, []);
        Assert.True(risk.Set(before));
        Assert.True(risk.Set(before with { Version = 2, CollateralQuanta = 0 }));
        Assert.False(risk.Set(before));
        Assert.Empty(Find(risk));

        Assert.True(risk.Set(before with { Epoch = 2, Version = 1 }));
        Assert.Equal([7L], Find(risk));
    }

    [Fact]
    public void Without_a_change_nothing_has_changed()
    {
        RandomShard shard = new(1);
        shard.Report(10);
        shard.MovePrices(withMissing: false);
        Assert.True(shard.Risk.HasChanged);
        Find(shard.Risk);
        Assert.False(shard.Risk.HasChanged);
        MarketColumn column = shard.Risk.Columns[1];
        Assert.False(column.SetPrice(column.Market, column.MarkUnits, column.FundingIndexNow));
        Assert.True(column.SetPrice(column.Market, column.MarkUnits + 1, column.FundingIndexNow));
    }

    private static HashSet<long> Find(ShardRisk risk)
    {
        List<int> below = [];
        risk.Evaluate(below);
        return [.. below.Select(risk.AccountAt)];
    }
}
