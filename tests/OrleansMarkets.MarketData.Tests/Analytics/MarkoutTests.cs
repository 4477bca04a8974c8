using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing;
using OrleansMarkets.MarketData.Analytics;
using OrleansMarkets.MarketData.Replicas;
using OrleansMarkets.MarketData.Tests.Replicas;

namespace OrleansMarkets.MarketData.Tests.Analytics;

public sealed class MarkoutTests
{
    private const long Second = 1_000_000_000;
    private const long Start = 1_000_000 * Second;
    private const long Quanta = 100;

    private readonly MarkoutFold _fold = new(mostPending: 3, mostAccounts: 2);

    // Bought 4 lots at 1,000, at 100 quanta a unit and lot. A second later the mid is 1,002.5: +2.5 × 4 × 100 = 1,000. After ten seconds it
    // is 999: −1 × 4 × 100 = −400. After a minute it is 1,000.
    [Fact]
    public void A_fill_is_measured_at_each_horizon_against_the_reference_of_then()
    {
        _fold.Add(Fill(1, Side.Buy, 1_000, 4, Start));
        Assert.False(_fold.IsDueBefore(Start + Second));
        Assert.True(_fold.IsDueBefore(Start + Second + 1));
        _fold.Measure(Start + (9 * Second), 2 * 1_000 + 5, Quanta);
        _fold.Measure(Start + (30 * Second), 2 * 999, Quanta);
        _fold.Measure(Start + (300 * Second), 2 * 1_000, Quanta);
        Assert.Equal([1_000, -400, 0], Amounts(1, isMaker: false));
        Assert.Equal([0, 0, 0], Amounts(1, isMaker: true));
        Assert.All(_fold.Read(1).Where(each => !each.IsMaker), each =>
            Assert.Equal((1L, 4L, (Int128)400_000), (each.Fills, each.Lots, each.NotionalQuanta)));
    }

    [Fact]
    public void A_sale_gains_when_the_price_falls_and_halves_are_rounded_once_at_the_end()
    {
        _fold.Add(Fill(1, Side.Sell, 1_000, 1, Start, isMaker: true));
        _fold.Add(Fill(1, Side.Sell, 1_000, 1, Start, isMaker: true));
        _fold.Add(Fill(1, Side.Sell, 1_000, 1, Start, isMaker: true));
        _fold.Measure(Start + (2 * Second), (2 * 1_000) - 1, quantaPerUnitLot: 1);
        Assert.Equal(2, Amounts(1, isMaker: true)[0]);
    }

    [Fact]
    public void Without_a_reference_a_fill_is_not_counted()
    {
        _fold.Add(Fill(1, Side.Buy, 1_000, 1, Start));
        _fold.Measure(Start + (2 * Second), null, Quanta);
        _fold.Measure(Start + (20 * Second), 2 * 1_001, Quanta);
        Assert.Equal([0, 1, 0], _fold.Read(1).Where(each => !each.IsMaker).Select(each => each.Fills));
    }

    [Fact]
    public void Both_limits_hold_and_room_comes_back()
    {
        _fold.Add(Fill(1, Side.Buy, 1_000, 1, Start));
        _fold.Add(Fill(2, Side.Buy, 1_000, 1, Start));
        _fold.Add(Fill(3, Side.Buy, 1_000, 1, Start));
        _fold.Add(Fill(2, Side.Buy, 1_000, 1, Start));
        _fold.Add(Fill(2, Side.Buy, 1_000, 1, Start));
        _fold.Measure(Start + (100 * Second), 2 * 1_000, Quanta);
        Assert.Equal([1L, 2L, 0L], new[] { 1L, 2L, 3L }.Select(account => _fold.Read(account).Max(each => each.Fills)));
        _fold.Add(Fill(2, Side.Buy, 1_000, 1, Start + (200 * Second)));
        _fold.Measure(Start + (300 * Second), 2 * 1_000, Quanta);
        Assert.Equal(3, _fold.Read(2).Max(each => each.Fills));
    }

    // 1 sells 5 at 1,010 to 2, who lifts it; the book is 1,004 to 1,010 then, and 1,006 to 1,010 a second later: mid 1,008.
    [Fact]
    public void A_replica_measures_maker_and_taker_with_the_mid()
    {
        var market = new TestMarket();
        market.Place(3, Side.Buy, 1_004, 1);
        market.Place(1, Side.Sell, 1_010, 9);
        market.Submit(2, Side.Buy, 1_010, 5, TimeInForce.ImmediateOrCancel);
        market.NowNs += Second / 2;
        market.Place(3, Side.Buy, 1_006, 1);
        market.NowNs += Second;
        market.Index(1_000);
        MarketReplica replica = Pages.Replica(market);
        Markout maker = replica.ReadMarkouts(1)[0];
        Assert.Equal((Second, true, 1L, (Int128)1_000), (maker.HorizonNs, maker.IsMaker, maker.Fills, maker.AmountQuanta));
        Markout taker = replica.ReadMarkouts(2)[3];
        Assert.Equal((Second, false, 1L, (Int128)(-1_000)), (taker.HorizonNs, taker.IsMaker, taker.Fills, taker.AmountQuanta));
        Assert.All(replica.ReadMarkouts(3), each => Assert.Equal(0, each.Fills));
    }

    private static MarkoutFill Fill(long account, Side side, long price, long lots, long timeNs, bool isMaker = false) =>
        new(timeNs, account, isMaker, side, price, lots, price * lots * Quanta);

    private Int128[] Amounts(long account, bool isMaker) =>
        [.. _fold.Read(account).Where(each => each.IsMaker == isMaker).Select(each => each.AmountQuanta)];
}
