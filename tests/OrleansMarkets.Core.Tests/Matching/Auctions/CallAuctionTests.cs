using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Matching.Auctions;

/// <summary>One worked example for each sentence of the rule.</summary>
public sealed class CallAuctionTests
{
    private readonly List<AuctionOrder> _orders = [];

    [Fact]
    public void The_largest_volume_decides_first()
    {
        Buy(102, 10);
        Buy(101, 10);
        Sell(100, 5);
        Sell(101, 15);
        Expect(reference: 0, price: 101, volume: 20, surplus: 0);
    }

    [Fact]
    public void Of_equal_volumes_the_smallest_surplus_decides()
    {
        Buy(104, 10);
        Buy(101, 6);
        Sell(100, 10);
        Sell(103, 2);

        // 100 and 101: 16 to 10; 102: 10 to 10; 103 and 104: 10 to 12.
        Expect(reference: 500, price: 102, volume: 10, surplus: 0);
    }

    [Fact]
    public void Of_equal_surpluses_to_buy_the_highest_price_is_taken()
    {
        Buy(105, 20);
        Sell(100, 10);
        Expect(reference: 90, price: 105, volume: 10, surplus: 10);
    }

    [Fact]
    public void Of_equal_surpluses_to_sell_the_lowest_price_is_taken()
    {
        Buy(105, 10);
        Sell(100, 20);
        Expect(reference: 120, price: 100, volume: 10, surplus: -10);
    }

    [Theory]
    [InlineData(90, 100)]
    [InlineData(103, 103)]
    [InlineData(120, 105)]
    public void Without_pressure_the_price_nearest_to_the_reference_is_taken(long reference, long price)
    {
        Buy(105, 10);
        Sell(100, 10);
        Expect(reference, price, volume: 10, surplus: 0);
    }

    [Fact]
    public void With_pressure_of_both_sides_the_reference_decides()
    {
        Buy(103, 10);
        Buy(101, 4);
        Sell(100, 10);
        Sell(102, 4);

        // 100 and 101: 4 too many buy; 102 and 103: 4 too many sell. A tick of 2 leaves no price between them.
        Expect(reference: 0, price: 100, volume: 10, surplus: 4, tick: 2);
        Expect(reference: 101, price: 100, volume: 10, surplus: 4, tick: 2);
        Expect(reference: 103, price: 103, volume: 10, surplus: -4, tick: 2);
    }

    [Fact]
    public void A_reference_between_two_ticks_goes_to_the_even_one()
    {
        Buy(120, 10);
        Sell(100, 10);
        Expect(reference: 105, price: 100, volume: 10, surplus: 0, tick: 10);
        Expect(reference: 115, price: 120, volume: 10, surplus: 0, tick: 10);
    }

    [Fact]
    public void Market_orders_trade_first_and_move_the_price()
    {
        Sell(100, 5);
        Sell(101, 5);
        Buy(100, 5);
        Market(Side.Buy, 5);
        Expect(reference: 0, price: 100, volume: 5, surplus: 5);
        ExpectFills(new AuctionFill(4, Side.Buy, 5), new AuctionFill(1, Side.Sell, 5));
    }

    [Fact]
    public void Market_orders_alone_trade_at_the_reference()
    {
        Market(Side.Buy, 5);
        Market(Side.Sell, 8);
        Expect(reference: 77, price: 77, volume: 5, surplus: -3);
    }

    [Fact]
    public void A_market_order_trades_at_a_limit_and_not_beyond_it()
    {
        Market(Side.Buy, 5);
        Sell(100, 5);
        Expect(reference: 500, price: 100, volume: 5, surplus: 0);
    }

    [Fact]
    public void Without_two_orders_that_meet_nothing_trades()
    {
        Buy(99, 5);
        Sell(100, 5);
        Assert.Equal(default, CallAuction.Uncross([.. _orders], 1, 100).Price);
        Assert.Empty(CallAuction.Uncross([.. _orders], 1, 100).Fills);
        Assert.Equal(default, CallAuction.Uncross([], 1, 100).Price);
    }

    [Fact]
    public void The_better_price_trades_first_and_the_older_order_at_a_price()
    {
        Buy(100, 4);
        Buy(102, 4);
        Buy(100, 4);
        Sell(99, 9);
        ExpectFills(
            new AuctionFill(2, Side.Buy, 4),
            new AuctionFill(1, Side.Buy, 4),
            new AuctionFill(3, Side.Buy, 1),
            new AuctionFill(4, Side.Sell, 9));
    }

    [Fact]
    public void Negative_prices_are_prices()
    {
        Buy(-3, 10);
        Sell(-7, 10);
        Expect(reference: -5, price: -5, volume: 10, surplus: 0);
        Expect(reference: -5, price: -4, volume: 10, surplus: 0, tick: 4);
    }

    [Fact]
    public void A_limit_off_the_grid_is_a_price_of_the_auction()
    {
        Buy(103, 10);
        Sell(101, 10);
        Expect(reference: 100, price: 101, volume: 10, surplus: 0, tick: 10);
    }

    private void Buy(long price, long lots) => Add(Side.Buy, OrderType.Limit, price, lots);

    private void Sell(long price, long lots) => Add(Side.Sell, OrderType.Limit, price, lots);

    private void Market(Side side, long lots) => Add(side, OrderType.Market, 0, lots);

    private void Add(Side side, OrderType type, long price, long lots) =>
        _orders.Add(new AuctionOrder(_orders.Count + 1, side, type, price, lots));

    private void ExpectFills(params AuctionFill[] fills) =>
        Assert.Equal(fills.AsEnumerable(), CallAuction.Uncross([.. _orders], 1, 0).Fills);

    private void Expect(long reference, long price, long volume, long surplus, long tick = 1)
    {
        AuctionPrice actual = CallAuction.Uncross([.. _orders], tick, reference).Price;
        Assert.Equal((price, volume, surplus), (actual.PriceUnits, actual.VolumeLots, actual.SurplusLots));
    }
}
