using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Contracts.Positions;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Markets;
using OrleansMarkets.Grains.Positions;
using OrleansMarkets.Grains.Tests.Markets;

namespace OrleansMarkets.Grains.Tests.Positions;

public sealed class PositionProjectionTests
{
    private static readonly MarketSpec Spec = Definitions.Perpetual().ToSpec();

    [Theory]
    [InlineData(6_000_000_000, 600, 10_000_000_000_00)]
    [InlineData(-6_000_000_000, -600, 10_000_000_000_00)]
    [InlineData(100_000_050, 1_000, 10_000_005_000)]
    [InlineData(7_000, 3_000_000, 233)]
    [InlineData(0, 0, 0)]
    public void The_entry_price_is_cost_per_size_to_the_nearest(long cost, long size, long expectedE8) =>
        Assert.Equal(expectedE8, PositionProjection.EntryPriceE8(cost, size, Spec));

    [Fact]
    public void A_position_shows_its_row()
    {
        RowImage row = default(RowImage) with
        {
            Account = 7,
            SizeLots = -5,
            CostBasisQuanta = -1_000_000,
            RealisedPnlQuanta = 11,
            FeesQuanta = 12,
            FundingQuanta = 13,
        };
        RiskReport report = new(7, AccountPhase.Active, 1, 2, 3, 4, [], [new PositionLine(Spec.Symbol, row, 1_900, 50_000, 6, 7, 2_100)]);

        PositionView view = PositionProjection.Of(report, Spec);
        Assert.Equal(new PositionView(7, Spec.Symbol, -5, 20_000_000_000, 1_900, 50_000, 11, 12, 13, 2_100), view);
    }

    [Fact]
    public void A_market_that_the_account_never_joined_is_flat()
    {
        RiskReport report = new(7, AccountPhase.Active, 1, 2, 3, 4, [], []);
        Assert.Equal(new PositionView(7, Spec.Symbol, 0, 0, 0, 0, 0, 0, 0, 0), PositionProjection.Of(report, Spec));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/X")]
    [InlineData("7/")]
    [InlineData("x/BTC")]
    public void A_malformed_key_is_refused(string key) => Assert.Throws<FormatException>(() => PositionKey.Parse(key));

    [Fact]
    public void A_key_names_account_and_market() => Assert.Equal((-2L, "A/B"), PositionKey.Parse(PositionKey.Of(-2, "A/B")));
}
