using FsCheck;
using FsCheck.Fluent;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Matching.Auctions;

/// <summary>What holds for every call auction, and that the fast rule is the plain one.</summary>
public sealed class CallAuctionPropertyTests
{
    private const int Runs = 3_000;

    private static readonly Gen<Case> Auctions =
        from tick in Gen.Elements(1L, 2L, 5L)
        from reference in Gen.Choose(-70, 70)
        from spread in Gen.Elements(2, 8, 40)
        from size in Gen.Elements(1, 3, 30)
        from markets in Gen.Elements(0, 2, 5)
        from orders in Gen.ListOf(Order(tick, spread, size, markets))
        select new Case(tick, reference, Numbered(orders));

    [Fact]
    public void The_fast_rule_is_the_plain_one() => Properties.Check(
        Auctions,
        auction =>
        {
            AuctionOutcome actual = auction.Uncross();
            (AuctionPrice price, List<AuctionFill> fills) = NaiveCallAuction.Uncross(auction.Orders, auction.Tick, auction.Reference);
            Assert.Equal(price, actual.Price);
            Assert.Equal(fills, actual.Fills);
        },
        Runs);

    [Fact]
    public void No_better_price_exists() => Properties.Check(
        Auctions,
        auction =>
        {
            AuctionPrice price = auction.Uncross().Price;
            foreach (long candidate in NaiveCallAuction.Candidates(auction.Orders, auction.Tick, auction.Reference))
            {
                AuctionPrice other = NaiveCallAuction.At(auction.Orders, candidate);
                bool isBetter = other.VolumeLots > price.VolumeLots
                    || (price.VolumeLots > 0
                        && other.VolumeLots == price.VolumeLots
                        && Math.Abs(other.SurplusLots) < Math.Abs(price.SurplusLots));
                Assert.False(isBetter, $"{other} is better than {price}");
            }
        },
        Runs);

    [Fact]
    public void Nobody_trades_beyond_a_limit_or_more_than_was_asked_and_both_sides_sum_to_the_volume() => Properties.Check(
        Auctions,
        auction =>
        {
            AuctionOutcome outcome = auction.Uncross();
            foreach (AuctionFill fill in outcome.Fills)
            {
                AuctionOrder order = auction.Orders[(int)fill.OrderId - 1];
                Assert.True(order.Accepts(outcome.Price.PriceUnits));
                Assert.InRange(fill.Lots, 1, order.Lots);
            }

            Assert.Equal(outcome.Price.VolumeLots, outcome.Fills.Where(fill => fill.Side == Side.Buy).Sum(fill => fill.Lots));
            Assert.Equal(outcome.Price.VolumeLots, outcome.Fills.Where(fill => fill.Side == Side.Sell).Sum(fill => fill.Lots));
        },
        Runs);

    [Fact]
    public void Who_stays_behind_was_neither_better_nor_older_than_who_trades() => Properties.Check(
        Auctions,
        auction =>
        {
            AuctionOutcome outcome = auction.Uncross();
            Dictionary<long, long> filled = outcome.Fills.ToDictionary(fill => fill.OrderId, fill => fill.Lots);
            foreach (AuctionOrder waiting in auction.Orders.Where(order => filled.GetValueOrDefault(order.OrderId) < order.Lots))
            {
                foreach (long id in filled.Keys.Where(id => id != waiting.OrderId))
                {
                    AuctionOrder traded = auction.Orders[(int)id - 1];
                    Assert.False(traded.Side == waiting.Side && IsBefore(waiting, traded), $"{waiting} was before {traded}");
                }
            }
        },
        Runs);

    [Fact]
    public void Afterwards_nothing_is_crossed() => Properties.Check(
        Auctions,
        auction =>
        {
            Dictionary<long, long> filled = auction.Uncross().Fills.ToDictionary(fill => fill.OrderId, fill => fill.Lots);
            List<AuctionOrder> left =
            [
                .. auction.Orders
                    .Select(order => order with { Lots = order.Lots - filled.GetValueOrDefault(order.OrderId) })
                    .Where(order => order.Lots > 0),
            ];
            Assert.Equal(default, NaiveCallAuction.Uncross(left, auction.Tick, auction.Reference).Price);
        },
        Runs);

    private static Gen<AuctionOrder> Order(long tick, int spread, int size, int markets) =>
        from isBuy in Gen.Elements(true, false)
        from dice in Gen.Choose(1, 20)
        from price in Gen.Choose(-spread, spread)
        from lots in Gen.Choose(1, size)
        select new AuctionOrder(
            0,
            isBuy ? Side.Buy : Side.Sell,
            dice <= markets ? OrderType.Market : OrderType.Limit,
            dice <= markets ? 0 : tick * price,
            lots);

    private static List<AuctionOrder> Numbered(IEnumerable<AuctionOrder> orders) =>
        [.. orders.Select((order, index) => order with { OrderId = index + 1 })];

    private static bool IsBefore(AuctionOrder order, AuctionOrder than)
    {
        if (order.Type == OrderType.Market || than.Type == OrderType.Market)
        {
            return order.Type == OrderType.Market && (than.Type != OrderType.Market || order.OrderId < than.OrderId);
        }

        long better = order.Side == Side.Buy ? order.PriceUnits - than.PriceUnits : than.PriceUnits - order.PriceUnits;
        return better > 0 || (better == 0 && order.OrderId < than.OrderId);
    }

    /// <summary>One auction.</summary>
    public sealed record Case(long Tick, long Reference, List<AuctionOrder> Orders)
    {
        internal AuctionOutcome Uncross() => CallAuction.Uncross([.. Orders], Tick, Reference);
    }
}
