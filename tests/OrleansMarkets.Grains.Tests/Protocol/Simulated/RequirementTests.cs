using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>DESIGN, section 4, "The requirement never rises behind the risk grain's back".</summary>
public sealed class RequirementTests
{
    [Theory]
    [InlineData(40, 40)]
    [InlineData(41, 0)]
    public void A_deleveraging_step_cancels_the_counterpartys_orders_that_exceed_what_remains(long closingLots, long keptLots)
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue);
            await venue.Trade(1, 2, 100);
            Assert.Equal(ResultCode.Ok, (await venue.Limit(2, Side.Buy, ProtocolVenueB.Mark - 50_000, closingLots)).Code);
            Assert.Equal(ResultCode.Ok, (await venue.Limit(2, Side.Sell, ProtocolVenueB.Mark + 50_000, 500)).Code);
            LiquidationReply reply = await venue.Book.Deleverage(new DeleverageOrder(
                1, new CallNumber(1_000, 1), 1, 1, ProtocolVenueB.Mark, [new DeleverageCounterparty(2, 60, 0, 0)]));
            Assert.Equal((ResultCode.Ok, 60L), (reply.Code, reply.ClosedLots));
            RowImage cut = await venue.Row(2);

            // What opens risk was reserved when it was placed and stays; what would close more than is left goes.
            Assert.Equal((-40L, keptLots, 500L), (cut.SizeLots, cut.OpenBuyLots, cut.OpenSellLots));
            Assert.Equal(40, (await venue.Row(1)).SizeLots);
        });
    }

    [Fact]
    public void A_deleveraging_step_cancels_the_accounts_own_orders_that_exceed_what_remains()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue);
            await venue.Trade(1, 2, 100);
            Assert.Equal(ResultCode.Ok, (await venue.Limit(1, Side.Sell, ProtocolVenueB.Mark + 50_000, 30)).Code);
            Assert.Equal(ResultCode.Ok, (await venue.Limit(1, Side.Sell, ProtocolVenueB.Mark + 50_000, 30)).Code);
            LiquidationReply reply = await venue.Book.Deleverage(new DeleverageOrder(
                1, new CallNumber(1_000, 1), 1, 1, ProtocolVenueB.Mark, [new DeleverageCounterparty(2, 60, 0, 0)]));
            Assert.Equal(60, reply.ClosedLots);
            RowImage cut = await venue.Row(1);
            Assert.Equal((40L, 30L, 1), (cut.SizeLots, cut.OpenSellLots, cut.OpenOrders));
        });
    }

    [Fact]
    public void An_orders_reserve_open_loss_included_is_fixed_at_entry_and_stored()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue);
            const long Above = ProtocolVenueB.Mark + 100_000;
            long atMark = await ReserveOf(venue, 1, ProtocolVenueB.Mark, 100);
            Assert.Equal(ResultCode.Ok, (await venue.Account(1).CancelAll(ProtocolVenueB.Market)).Code);
            long above = await ReserveOf(venue, 1, Above, 100);

            // 1,000 USDT a BTC above the mark, 0.1 BTC: an open loss of 100 USDT besides the margin.
            Assert.True(above - atMark > 100_000_000 - 10_000_000, $"{above} over {atMark} counts the open loss");
            await venue.MovePrice(ProtocolVenueB.Mark + 60_000);
            Assert.Equal(above, (await venue.Row(1)).OrderReserveQuanta);
            Assert.NotEqual(above, await ReserveOf(venue, 2, Above, 100));
            await venue.Crash();
            await venue.Until(async () => (await venue.Row(1)).OrderReserveQuanta == above, "the same reserve after a crash");
        });
    }

    [Fact]
    public void Aggregates_add_reserves_not_prices()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue);
            List<(long OrderId, long Reserve)> orders = [];
            long sum = 0;
            for (int i = 0; i < 3; i++)
            {
                PlaceResult placed = await venue.Limit(1, Side.Buy, ProtocolVenueB.Mark + (i * 50_000), 10 + i);
                Assert.Equal(ResultCode.Ok, placed.Code);
                long reserve = (await venue.Row(1)).OrderReserveQuanta;
                Assert.True(reserve > sum);
                orders.Add((placed.OrderId, reserve - sum));
                sum = reserve;
                await venue.MovePrice(ProtocolVenueB.Mark + ((i + 1) * 20_000));
            }

            // At another mark, each order takes with it exactly what it brought.
            Assert.Equal(3, orders.Select(order => order.Reserve).Distinct().Count());
            foreach ((long orderId, long reserve) in orders)
            {
                Assert.Equal(ResultCode.Ok, (await venue.Cancel(1, orderId)).Code);
                sum -= reserve;
                Assert.Equal(sum, (await venue.Row(1)).OrderReserveQuanta);
            }

            Assert.Equal(0, sum);
        });
    }

    [Fact]
    public void Reduce_only_is_free_where_no_offset_depends_on_the_position()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue);
            await venue.Trade(1, 2, 100);
            long before = (await venue.Account(1).GetRisk()).InitialQuanta;
            Assert.Equal(ResultCode.Ok, (await venue.Limit(1, Side.Sell, ProtocolVenueB.Mark + 50_000, 60, OrderFlags.ReduceOnly)).Code);
            Assert.Equal(before, (await venue.Account(1).GetRisk()).InitialQuanta);
            Assert.Equal((0L, 60L), ((await venue.Row(1)).OrderReserveQuanta, (await venue.Row(1)).OpenReduceOnlyLots));
        });
    }

    private static async Task<long> ReserveOf(ProtocolVenueB venue, long account, long priceUnits, long lots)
    {
        Assert.Equal(ResultCode.Ok, (await venue.Limit(account, Side.Buy, priceUnits, lots)).Code);
        return (await venue.Row(account)).OrderReserveQuanta;
    }

    private static async Task Prepare(ProtocolVenueB venue)
    {
        await venue.Open(ProtocolVenueB.Definition);
        await venue.Deposit(1, 100_000);
        await venue.Deposit(2, 100_000);
    }
}
