using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Tests.Spine;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>DESIGN, section 4, "Prices".</summary>
public sealed class PricesTests
{
    private const string Other = "ETHUSDT-PERP";
    private const string OtherFeed = "ETH-USDT";

    [Fact]
    public void Prices_younger_than_a_tenth_of_a_second_are_not_asked_again()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue);
            await venue.Wait(1_000);
            int reads = 0;
            venue.OnCall = call =>
            {
                reads += call.Grain is IPriceBoardGrain && call.MethodName == nameof(IPriceBoardGrain.Read) ? 1 : 0;
                return Task.CompletedTask;
            };
            await venue.Account(1).GetRisk();
            int once = reads;
            Assert.True(once > 0);
            for (int i = 0; i < 8; i++)
            {
                await venue.Wait(10);
                await venue.Account(1 + (i % 2)).GetRisk();
            }

            Assert.Equal(once, reads);
            await venue.Wait(30);
            await venue.Account(1).GetRisk();
            Assert.Equal(2 * once, reads);
        });
    }

    [Fact]
    public void A_reader_takes_a_price_only_if_its_epoch_and_sequence_are_newer()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue);
            IPriceBoardGrain[] boards = [.. Enumerable.Range(0, 16).Select(key => venue.Cluster.Client.GetGrain<IPriceBoardGrain>(key))];
            foreach (IPriceBoardGrain board in boards)
            {
                MarketPrice[] known = [.. (await board.Read()).Prices.Where(price => price.Symbol == ProtocolVenueB.Market)];
                foreach (MarketPrice price in known)
                {
                    await board.Report(price with { Sequence = price.Sequence - 1, MarkUnits = 1 });
                    await board.Report(
                        price with { MarketEpoch = price.MarketEpoch - 1, Sequence = price.Sequence + 1_000, MarkUnits = 1 });
                }
            }

            await venue.Wait(200);
            await venue.Trade(2, 1, 10);
            Assert.Equal(ProtocolVenueB.Mark, (await venue.Account(1).GetRisk()).Positions[0].MarkUnits);
        });
    }

    [Fact]
    public void A_stale_price_blocks_new_risk_in_its_market_and_not_in_another()
    {
        using var venue = new ProtocolVenueB();
        venue.PriceUnits[OtherFeed] = ProtocolVenueB.Mark;
        venue.Run(async () =>
        {
            await Prepare(venue, ProtocolVenueB.Definition with { Symbol = Other, OracleFeed = OtherFeed });
            venue.PriceUnits.Remove(TestVenue.Feed);
            await venue.Wait(7_000);
            Assert.Equal(ResultCode.StalePrice, (await venue.Limit(1, Side.Buy, ProtocolVenueB.Mark, 10)).Code);
            Assert.Equal(ResultCode.Ok, (await venue.Limit(1, Side.Buy, ProtocolVenueB.Mark, 10, symbol: Other)).Code);
        });
    }

    [Fact]
    public void A_stale_price_never_blocks_cancels_or_reductions()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue);
            await venue.Trade(1, 2, 100);
            PlaceResult resting = await venue.Limit(1, Side.Buy, ProtocolVenueB.Mark - 10_000, 10);
            Assert.Equal(ResultCode.Ok, (await venue.Limit(2, Side.Buy, ProtocolVenueB.Mark, 100)).Code);
            venue.IsSilent = true;
            await venue.Wait(7_000);
            Assert.Equal(ResultCode.StalePrice, (await venue.Limit(1, Side.Buy, ProtocolVenueB.Mark - 10_000, 10)).Code);
            Assert.Equal(ResultCode.Ok, (await venue.Cancel(1, resting.OrderId)).Code);
            PlaceResult reduced = await venue.TakeAt(1, Side.Sell, ProtocolVenueB.Mark, 100, OrderFlags.ReduceOnly);
            Assert.Equal((ResultCode.Ok, 100L), (reduced.Code, reduced.FilledLots));
        });
    }

    [Fact]
    public void Nobody_is_liquidated_on_a_stale_price()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue);
            await venue.Deposit(3, 1_500);
            await venue.Trade(3, 2, 1_000);
            Assert.Equal(ResultCode.Ok, (await venue.Limit(1, Side.Buy, ProtocolVenueB.Mark - 100_000, 2_000)).Code);
            await venue.MovePrice(ProtocolVenueB.Mark - 100_000);
            RiskReport risk = await venue.Account(3).GetRisk();
            Assert.True(risk.EquityQuanta < risk.MaintenanceQuanta, "the account is below maintenance");
            venue.IsSilent = true;
            await venue.Wait(7_000);
            await venue.Account(3).Liquidate(0);
            Assert.Equal(1_000, (await venue.Row(3)).SizeLots);

            venue.IsSilent = false;
            await venue.Wait(1_500);
            await venue.Account(3).Liquidate(0);
            Assert.True((await venue.Row(3)).SizeLots < 1_000, "with a fresh price it is");
        });
    }

    [Fact]
    public void A_stale_price_is_valued_conservatively()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue);
            await venue.Trade(1, 2, 100);
            RiskReport buyer = await venue.Account(1).GetRisk();
            RiskReport seller = await venue.Account(2).GetRisk();
            venue.IsSilent = true;
            await venue.Wait(7_000);

            // 0.1 BTC, and a mark that may be off by 5 %: 250 USDT to the worse for either side, and more margin for both.
            long band = 250 * TestVenue.Usdt;
            RiskReport staleBuyer = await venue.Account(1).GetRisk();
            RiskReport staleSeller = await venue.Account(2).GetRisk();
            Assert.Equal(buyer.EquityQuanta - band, staleBuyer.EquityQuanta);
            Assert.Equal(seller.EquityQuanta - band, staleSeller.EquityQuanta);
            Assert.True(staleBuyer.InitialQuanta > buyer.InitialQuanta);
            Assert.True(staleSeller.InitialQuanta > seller.InitialQuanta);
        });
    }

    private static async Task Prepare(ProtocolVenueB venue, params MarketDefinition[] others)
    {
        await venue.Open([ProtocolVenueB.Definition, .. others]);
        await venue.Deposit(1, 100_000);
        await venue.Deposit(2, 100_000);
    }
}
