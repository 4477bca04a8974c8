using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Grains.Markets;

namespace OrleansMarkets.Grains.Tests.Markets;

public sealed class MarketDefinitionMappingTests
{
    [Fact]
    public void A_perpetual_survives_the_way_to_core_and_back()
    {
        MarketDefinition definition = Definitions.Perpetual();

        Assert.True(definition.ToSpec().ToDefinition(definition.ToParameters()).IsSameAs(definition));
    }

    [Fact]
    public void A_spot_market_survives_the_way_to_core_and_back()
    {
        MarketDefinition definition = Definitions.Spot();

        Assert.True(definition.ToSpec().ToDefinition(definition.ToParameters()).IsSameAs(definition));
    }

    [Fact]
    public void Auctions_survive_the_way_to_core_and_back()
    {
        MarketDefinition definition = Definitions.Perpetual() with { Auction = new AuctionDefinition(1, 2, 3, 4, 5, 6) };

        Assert.True(definition.ToSpec().ToDefinition(definition.ToParameters()).IsSameAs(definition));
    }

    [Fact]
    public void Missing_tiers_are_no_tiers()
    {
        MarketDefinition definition = Definitions.Spot();

        Assert.True((definition with { MarginTiers = default }).IsSameAs(definition));
        Assert.Empty((definition with { MarginTiers = default }).ToParameters().MarginTiers);
    }

    [Fact]
    public void Every_property_counts()
    {
        MarketDefinition definition = Definitions.Perpetual();
        Assert.False((definition with { TakerFeePpm = 501 }).IsSameAs(definition));
        Assert.False((definition with { MarginTiers = [definition.MarginTiers[0]] }).IsSameAs(definition));
        Assert.False((definition with { Funding = definition.Funding! with { CapPpm = 1 } }).IsSameAs(definition));
        Assert.True((definition with { MarginTiers = [.. definition.MarginTiers] }).IsSameAs(definition));
    }
}
