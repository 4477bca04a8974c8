using OrleansMarkets.Core.Matching;
using OrleansMarkets.Lab.Personas;

namespace OrleansMarkets.Lab.Tests.Personas;

public sealed class MakerQuoteTests
{
    private static readonly MakerLevel Near = new(DistancePpm: 1_000, QuantityLots: 10);
    private static readonly MakerQuote Quote = new([Near], MaximumPositionLots: 100, SkewPpm: 500);

    [Fact]
    public void Bids_round_down_and_asks_up_to_the_tick()
    {
        Assert.Equal(3_996_000, Quote.PriceUnits(Side.Buy, Near, 4_000_005, 0));
        Assert.Equal(4_004_010, Quote.PriceUnits(Side.Sell, Near, 4_000_005, 0));
    }

    [Fact]
    public void Inventory_moves_the_centre_against_itself()
    {
        Assert.Equal(3_994_000, Quote.PriceUnits(Side.Buy, Near, 4_000_000, 100));
        Assert.Equal(4_002_000, Quote.PriceUnits(Side.Sell, Near, 4_000_000, 100));
    }

    [Theory]
    [InlineData(Side.Buy, 90, 10)]
    [InlineData(Side.Buy, 91, 0)]
    [InlineData(Side.Sell, -91, 0)]
    [InlineData(Side.Sell, 100, 10)]
    public void A_full_inventory_is_only_reduced(Side side, long positionLots, long expected) =>
        Assert.Equal(expected, Quote.QuantityLots(side, Near, positionLots));
}
