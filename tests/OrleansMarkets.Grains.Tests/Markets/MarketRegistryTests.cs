using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Markets;

namespace OrleansMarkets.Grains.Tests.Markets;

public sealed class MarketRegistryTests(MarketCluster cluster) : IClassFixture<MarketCluster>
{
    [Fact]
    public async Task A_market_is_listed_once_and_its_book_takes_commands()
    {
        MarketDefinition definition = Definitions.Perpetual("LISTED");
        Assert.Equal(ResultCode.Ok, await cluster.Registry.AddMarket(definition));
        Assert.Equal(ResultCode.Ok, await cluster.Registry.AddMarket(definition));
        Assert.Equal(ResultCode.InvalidParameters, await cluster.Registry.AddMarket(definition with { TickUnits = 2 }));

        MarketDefinition? listed = await cluster.Registry.GetMarket("LISTED");
        Assert.True(listed!.IsSameAs(definition));
        Assert.Contains(await cluster.Registry.GetMarkets(), market => market.Symbol == "LISTED");
        MarketReport report = await cluster.Client.GetGrain<IOrderBookGrain>("LISTED").GetReport();
        Assert.Equal(MarketPhase.CancelOnly, report.Phase);
    }

    [Fact]
    public async Task Rules_that_do_not_fit_together_are_refused()
    {
        MarketDefinition definition = Definitions.Perpetual("REFUSED");
        Assert.Equal(ResultCode.InvalidParameters, await cluster.Registry.AddMarket(definition with { TickUnits = 0 }));
        Assert.Equal(ResultCode.InvalidParameters, await cluster.Registry.AddMarket(definition with { MarginTiers = default }));
        Assert.Equal(ResultCode.InvalidParameters, await cluster.Registry.AddMarket(definition with { Version = 2 }));
        Assert.Null(await cluster.Registry.GetMarket("REFUSED"));
        Assert.Equal(ResultCode.UnknownMarket, await cluster.Registry.ChangeParameters(definition));
    }

    [Fact]
    public async Task Parameters_change_one_version_at_a_time_and_reach_the_book()
    {
        MarketDefinition first = Definitions.Perpetual("CHANGED", "CHANGED-FEED");
        Assert.Equal(ResultCode.Ok, await cluster.Registry.AddMarket(first));
        MarketDefinition second = first with { Version = 2, TakerFeePpm = 600 };
        Assert.Equal(ResultCode.InvalidParameters, await cluster.Registry.ChangeParameters(second with { Version = 3 }));
        Assert.Equal(ResultCode.InvalidParameters, await cluster.Registry.ChangeParameters(second with { PriceUnitE8 = 1 }));
        Assert.Equal(ResultCode.Ok, await cluster.Registry.ChangeParameters(second));
        Assert.Equal(ResultCode.Ok, await cluster.Registry.ChangeParameters(second));

        await cluster.PublishAsync("CHANGED-FEED", 100);
        MarketPrice price = await MarketCluster.Until(() => ReadPrice("CHANGED"), read => read.ParametersVersion == 2);
        Assert.True(price.ParametersVersion == 2);
    }

    [Fact]
    public async Task The_oracle_moves_the_index_that_the_boards_show()
    {
        await cluster.Registry.AddMarket(Definitions.Perpetual("SHOWN", "SHOWN-FEED"));
        await cluster.PublishAsync("SHOWN-FEED", 60_000);
        MarketPrice price = await MarketCluster.Until(() => ReadPrice("SHOWN"), read => read.IndexUnits == 600_000);
        Assert.Equal((MarketPhase.Open, 600_000L), (price.Phase, price.MarkUnits));

        MarketPrice later = await MarketCluster.Until(() => ReadPrice("SHOWN"), read => read.AgeNs > price.AgeNs);
        Assert.Equal(price.Sequence, later.Sequence);
    }

    private async Task<MarketPrice> ReadPrice(string symbol)
    {
        PricePage page = await cluster.Client.GetGrain<IPriceBoardGrain>(new PriceBoardOptions().BoardOf(symbol)).Read();
        return page.Prices.SingleOrDefault(price => price.Symbol == symbol);
    }
}
