using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>What is due in a book happens although nobody calls it.</summary>
public sealed class AuctionTests
{
    private const long MsNs = 1_000_000;

    private static readonly AuctionDefinition None = new(0, 0, 0, 0, 0, 0);

    [Fact]
    public void A_batch_is_held_at_the_end_of_its_window_without_another_command()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Open(venue, None with { BatchWindowNs = 100 * MsNs });
            await Meet(venue);
            Assert.Equal(0, (await venue.Book.GetReport()).Trades);
            await venue.Wait(150);
            Assert.Equal(1, (await venue.Book.GetReport()).Trades);
            Assert.Equal((-10L, 10L), ((await venue.Row(1)).SizeLots, (await venue.Row(2)).SizeLots));
        });
    }

    [Fact]
    public void A_delayed_order_is_matched_without_another_command()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Open(venue, None with { TakerDelayNs = 50 * MsNs });
            await Meet(venue);
            Assert.Equal(0, (await venue.Book.GetReport()).Trades);
            await venue.Wait(100);
            Assert.Equal(1, (await venue.Book.GetReport()).Trades);
        });
    }

    [Fact]
    public void A_market_opens_through_its_auction_when_it_is_due_also_after_a_crash()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Open(venue, None with { PreOpenNs = 10_000 * MsNs });
            await venue.Book.SetPhase(new PhaseOrder(MarketPhase.PreOpen, "a test", "the opening"));
            await Meet(venue);
            await venue.Crash();
            await venue.Until(async () => (await venue.Book.GetReport()).Phase == MarketPhase.PreOpen, "orders are collected again");
            Assert.Equal(0, (await venue.Book.GetReport()).Trades);
            await venue.Wait(11_000);
            MarketReport report = await venue.Book.GetReport();
            Assert.Equal((MarketPhase.Open, 1L), (report.Phase, report.Trades));
        });
    }

    private static async Task Open(ProtocolVenueB venue, AuctionDefinition auction)
    {
        await venue.Open(ProtocolVenueB.Definition with { Auction = auction });
        await venue.Deposit(1, 100_000);
        await venue.Deposit(2, 100_000);
    }

    private static async Task Meet(ProtocolVenueB venue)
    {
        Assert.Equal(ResultCode.Ok, (await venue.Limit(1, Side.Sell, ProtocolVenueB.Mark, 10)).Code);
        Assert.Equal(ResultCode.Ok, (await venue.Limit(2, Side.Buy, ProtocolVenueB.Mark, 10)).Code);
    }
}
