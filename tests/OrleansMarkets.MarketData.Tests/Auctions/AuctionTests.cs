using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing;
using OrleansMarkets.Core.Tests.Clearing.Auctions;
using OrleansMarkets.Core.Tests.Markets;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Replicas;
using OrleansMarkets.MarketData.Tests.Replicas;

namespace OrleansMarkets.MarketData.Tests.Auctions;

/// <summary>What followers see of auctions: one worked example for each sentence.</summary>
public sealed class AuctionTests
{
    [Fact]
    public void A_called_auction_shows_what_it_would_give_and_what_it_gave()
    {
        TestMarket market = AuctionMarket.InPreOpen(AuctionMarket.None with { PreOpenNs = 60 * TestMarkets.SecondNs });
        long due = market.NowNs + (60 * TestMarkets.SecondNs);
        MarketReplica replica = Pages.Replica(market);
        AuctionImage called = replica.ReadAuction();
        Assert.Equal(
            (MarketPhase.PreOpen, true, MarketPhase.Open, default, 0),
            (called.Phase, called.IsCalled, called.After, called.Indication, called.IndicatedNs));
        Assert.InRange(called.DueNs, due - TestMarkets.SecondNs, due);

        market.Place(1, Side.Sell, 1_000, 10);
        market.Place(2, Side.Buy, 1_010, 4);
        market.AfterSeconds(1);
        Pages.Follow(replica, market);
        AuctionImage indicated = replica.ReadAuction();
        Assert.Equal((new AuctionPrice(1_000, 4, 10), -6), (indicated.Indication, indicated.Indication.SurplusLots));
        Assert.InRange(indicated.IndicatedNs, called.TimeNs, indicated.TimeNs);
        Assert.Equal((indicated.Indication, default, 0L), (replica.ReadStatus().Auction, indicated.Held, indicated.HeldNs));

        market.SetPhase(MarketPhase.Open);
        market.Nudge();
        Pages.Follow(replica, market);
        AuctionImage held = replica.ReadAuction();
        Assert.Equal(
            (MarketPhase.Open, false, 0L, MarketPhase.Open, default),
            (held.Phase, held.IsCalled, held.DueNs, held.After, held.Indication));
        Assert.Equal((new AuctionPrice(1_000, 4, 10), held.TimeNs, held.Sequence), (held.Held, held.HeldNs, held.HeldSequence));
    }

    [Fact]
    public void One_without_a_time_is_due_when_an_operator_says_so_and_begins_without_an_indication()
    {
        TestMarket market = AuctionMarket.InPreOpen();
        market.Place(1, Side.Sell, 1_000, 10);
        market.Place(2, Side.Buy, 1_010, 4);
        market.AfterSeconds(1);
        MarketReplica replica = Pages.Replica(market);
        Assert.Equal((0L, 4L), (replica.ReadAuction().DueNs, replica.ReadAuction().Indication.VolumeLots));

        market.SetPhase(MarketPhase.Open);
        market.Nudge();
        market.SetPhase(MarketPhase.Closing);
        Pages.Follow(replica, market);
        AuctionImage again = replica.ReadAuction();
        Assert.Equal(
            (MarketPhase.Closing, true, MarketPhase.Halted, default, 0L, 4L),
            (again.Phase, again.IsCalled, again.After, again.Indication, again.IndicatedNs, again.Held.VolumeLots));
    }
}
