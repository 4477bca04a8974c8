using FsCheck.Fluent;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Tests.Markets;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Margin;

public sealed class LiquidationPriceTests
{
    private static readonly MarketSpec Btc = TestMarkets.BtcPerp;

    [Fact]
    public void A_single_long_and_a_single_short()
    {
        // Long 1 BTC at 64,000 with 2,000: 2,000 + p − 64,000 < 0.0125 p  ⇔  p < 62,784.81.
        CollateralBalance[] cash = TestMarkets.Cash(2_000 * TestMarkets.Usdt);
        Assert.Equal(627_848, LiquidationPrice.Find(cash, [TestMarkets.Stake(Btc, 1_000, 640_000, 640_000)], 0));

        // Short: 2,000 + 64,000 − p < 0.0125 p  ⇔  p > 65,185.18.
        Assert.Equal(651_852, LiquidationPrice.Find(cash, [TestMarkets.Stake(Btc, -1_000, 640_000, 640_000)], 0));
    }

    [Fact]
    public void The_maintenance_of_other_positions_counts()
    {
        // 1,250 of maintenance elsewhere: the long is liquidated 1,265.82 higher than it would be alone.
        MarketExposure other = TestMarkets.Stake(TestMarkets.EthPerp, 33_333, 300_000, 300_000);
        MarketExposure[] markets = [TestMarkets.Stake(Btc, 1_000, 640_000, 640_000), other];
        long alone = LiquidationPrice.Find(TestMarkets.Cash(20_000 * TestMarkets.Usdt), [markets[0]], 0)!.Value;
        long together = LiquidationPrice.Find(TestMarkets.Cash(20_000 * TestMarkets.Usdt), markets, 0)!.Value;
        Assert.Equal(126_581, together - alone, 1.0);
    }

    [Fact]
    public void There_is_none_without_a_position_or_when_no_price_can_do_it()
    {
        CollateralBalance[] cash = TestMarkets.Cash(64_000 * TestMarkets.Usdt);
        Assert.Null(LiquidationPrice.Find(cash, [TestMarkets.Stake(Btc, 0, 0, 640_000)], 0));
        Assert.Null(LiquidationPrice.Find(cash, [TestMarkets.Stake(Btc, 1_000, 640_000, 640_000)], 0));
        Assert.Null(LiquidationPrice.Find(cash, [TestMarkets.Stake(TestMarkets.BtcSpot, 1_000, 640_000, 640_000)], 0));
        CollateralBalance[] rich = TestMarkets.Cash(20_000_000 * TestMarkets.Usdt);
        Assert.Null(LiquidationPrice.Find(rich, [TestMarkets.Stake(Btc, -1, 640_000, 640_000)], 0));
    }

    [Fact]
    public void It_is_the_root_and_agrees_with_the_closed_form_of_its_tier()
    {
        var cases =
            from size in Properties.Signed(100_000)
            from entry in Gen.Choose(100_000, 1_000_000)
            from cash in Properties.Magnitude(1_000_000 * TestMarkets.Usdt)
            from other in Properties.Signed(50_000)
            select (size, entry, cash, other);
        Properties.Check(cases, c =>
        {
            CollateralBalance[] cash = TestMarkets.Cash(c.cash);
            MarketExposure[] markets =
            [
                TestMarkets.Stake(Btc, c.size, c.entry, c.entry), TestMarkets.Stake(TestMarkets.EthPerp, c.other, 300_000, 310_000),
            ];
            MarketExposure[] before = [.. markets];
            long? found = LiquidationPrice.Find(cash, markets, 0);
            Assert.Equal(before, markets);
            long adverse = c.size > 0 ? 1 : TestMarkets.Perp.MaximumPriceUnits;
            if (found is not { } price)
            {
                Assert.True(c.size == 0 || !IsLiquidatable(cash, markets, adverse));
                return;
            }

            // Liquidated there, and safe one unit on the good side.
            long better = c.size > 0 ? price + 1 : price - 1;
            Assert.True(IsLiquidatable(cash, markets, price));
            Assert.True(better < 1 || better > TestMarkets.Perp.MaximumPriceUnits || !IsLiquidatable(cash, markets, better));
            decimal? root = ClosedForm(c.size, c.entry, c.cash, markets[1]);
            if (root is { } exact && exact > 1 && exact < TestMarkets.Perp.MaximumPriceUnits)
            {
                Assert.InRange(Math.Abs(exact - price), 0, 2);
            }
        });
    }

    private static bool IsLiquidatable(CollateralBalance[] cash, MarketExposure[] markets, long price)
    {
        MarketExposure moved = markets[0] with { View = new MarketView(price, MarkQuality.Fresh, 0) };
        return AccountRisk.Evaluate(cash, [moved, markets[1]], ValuationPurpose.Liquidation).IsLiquidatable;
    }

    // p* = (C + deduction) ÷ (|s|·m − s) per tier; the root is the one whose own notional selects the tier (mechanics 2.2).
    private static decimal? ClosedForm(long size, long entry, long cash, MarketExposure other)
    {
        MarketRisk part = MarketRisk.Evaluate(other, ValuationPurpose.Liquidation);
        decimal fixedPart = cash - ((decimal)size * entry * 100) + (decimal)part.UnrealisedPnlQuanta - (decimal)part.MaintenanceQuanta;
        decimal deduction = 0;
        decimal rateBelow = 0;
        for (int i = 0; i < TestMarkets.Tiers.Length; i++)
        {
            MarginTier tier = TestMarkets.Tiers[i];
            decimal rate = tier.MaintenancePpm / 1_000_000m;
            deduction += tier.LowerNotionalQuanta * (rate - rateBelow);
            rateBelow = rate;
            decimal price = (fixedPart + deduction) / ((Math.Abs(size) * rate) - size) / 100;
            decimal notional = Math.Abs(size) * price * 100;
            decimal upper = i + 1 < TestMarkets.Tiers.Length ? TestMarkets.Tiers[i + 1].LowerNotionalQuanta : decimal.MaxValue;
            if (price > 0 && notional >= tier.LowerNotionalQuanta && notional < upper)
            {
                return price;
            }
        }

        return null;
    }
}
