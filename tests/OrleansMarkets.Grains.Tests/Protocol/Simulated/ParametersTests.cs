using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Hosting;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>DESIGN, section 4, "Parameters".</summary>
public sealed class ParametersTests
{
    private static MarketDefinition Next => ProtocolVenueB.Definition with { Version = 2 };

    [Fact]
    public void Price_unit_lot_and_quanta_are_fixed_for_the_markets_life()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            foreach (MarketDefinition changed in new[]
            {
                Next with { PriceUnitE8 = 2_000_000 },
                Next with { QuantaPerUnitLot = 20 },
                Next with { QuoteAsset = "BTC" },
                Next with { OracleFeed = "ETH-USDT" },
            })
            {
                Assert.Equal(ResultCode.InvalidParameters, await venue.Registry.ChangeParameters(changed));
                Assert.Equal(ResultCode.InvalidParameters, await venue.Book.SetParameters(changed));
            }

            Assert.Equal(1, (await venue.Registry.GetMarket(ProtocolVenueB.Market))!.Version);
            Assert.Equal(ResultCode.Ok, await venue.Registry.ChangeParameters(Next with { TickUnits = 100 }));
        });
    }

    [Fact]
    public void Tick_and_step_are_admission_rules_and_resting_orders_stay()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            await venue.Deposit(1, 100_000);
            await venue.Deposit(2, 100_000);
            const long OffTheNewTick = ProtocolVenueB.Mark + 10;
            Assert.Equal(ResultCode.Ok, (await venue.Limit(1, Side.Sell, OffTheNewTick, 7)).Code);
            MarketDefinition coarser = Next with { TickUnits = 100, StepLots = 5, MinimumLots = 5 };
            Assert.Equal(ResultCode.Ok, await venue.Registry.ChangeParameters(coarser));
            Assert.Equal(ResultCode.PriceOffGrid, (await venue.Limit(1, Side.Sell, OffTheNewTick, 10)).Code);
            Assert.Equal(ResultCode.QuantityOffGrid, (await venue.Limit(1, Side.Sell, ProtocolVenueB.Mark, 7)).Code);
            Assert.Equal(7, (await venue.Row(1)).OpenSellLots);
            PlaceResult taken = await venue.TakeAt(2, Side.Buy, ProtocolVenueB.Mark + 100, 5);
            Assert.Equal((ResultCode.Ok, 5L), (taken.Code, taken.FilledLots));
        });
    }

    [Fact]
    public void Changes_are_commands_with_a_sequence()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            Assert.Equal(ResultCode.InvalidParameters, await venue.Book.SetParameters(Next with { Version = 3, TakerFeePpm = 700 }));
            Assert.Equal(ResultCode.InvalidParameters, await venue.Registry.ChangeParameters(Next with { Version = 3, TakerFeePpm = 700 }));
            Assert.Equal(ResultCode.Ok, await venue.Registry.ChangeParameters(Next with { TakerFeePpm = 700 }));
            Assert.Equal(ResultCode.Ok, await venue.Registry.ChangeParameters(Next with { TakerFeePpm = 700 }));
            await venue.Crash();
            await venue.Until(async () => (await venue.Book.GetReport()).Sequence > 0, "the market is back");
            List<(long Before, long After)> changes = [];
            long version = 1;
            await venue.Replay((engine, record) =>
            {
                if (new MarketRecord(record).Header.Command == CommandKind.SetParameters)
                {
                    changes.Add((version, engine.Parameters.Version));
                    Assert.Equal(700, engine.Parameters.TakerFeePpm);
                }

                version = engine.Parameters.Version;
            });
            Assert.Equal([(1L, 2L)], changes);
        });
    }

    [Theory]
    [InlineData("margin")]
    [InlineData("maker fee")]
    [InlineData("taker fee")]
    public void An_order_checked_against_older_margin_or_fee_rules_is_refused(string change)
    {
        MarketDefinition next = change switch
        {
            "margin" => Next with { MarginTiers = [new(0, 50_000, 25_000)] },
            "maker fee" => Next with { MakerFeePpm = 300 },
            _ => Next with { TakerFeePpm = 600 },
        };
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            Assert.Equal(ResultCode.Ok, (await Submit(venue, 1, version: 1)).Code);
            Assert.Equal(ResultCode.Ok, await venue.Registry.ChangeParameters(next));
            Assert.Equal(ResultCode.ParametersOutdated, (await Submit(venue, 2, version: 1)).Code);
            Assert.Equal(ResultCode.Ok, (await Submit(venue, 3, version: 2)).Code);
        });
    }

    [Fact]
    public void An_order_checked_before_a_change_of_tick_alone_is_taken()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            Assert.Equal(ResultCode.Ok, await venue.Registry.ChangeParameters(Next with { TickUnits = 100 }));
            Assert.Equal(ResultCode.Ok, (await Submit(venue, 1, version: 1)).Code);
        });
    }

    private static Task<OrderReply> Submit(ProtocolVenueB venue, long number, long version) => venue.Book.Submit(new SubmitOrder(
        1,
        new CallNumber(1, number),
        venue.NextId(),
        venue.Cluster.Clock.NowNs() + 5_000_000_000,
        version,
        Side.Buy,
        OrderType.Limit,
        TimeInForce.GoodTillCancelled,
        OrderFlags.None,
        ProtocolVenueB.Mark,
        0,
        10,
        ResultCode.Ok,
        1_000_000));
}
