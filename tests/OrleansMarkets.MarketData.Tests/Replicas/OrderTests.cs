using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Replicas;

namespace OrleansMarkets.MarketData.Tests.Replicas;

/// <summary>Orders of accounts: those that rest, and those that never did.</summary>
public sealed class OrderTests
{
    private readonly TestMarket _market = new(TestMarket.With(makerPpm: 100, takerPpm: 500));

    [Fact]
    public void A_resting_order_fills_in_parts_and_is_cancelled()
    {
        SubmitCommand order = _market.Order(1, Side.Buy, 1_000, 10, flags: OrderFlags.PostOnly) with
        {
            ClientOrderId = ClientOrderId.From("mine"),
        };
        long id = _market.Run(order).Result.OrderId;
        MarketReplica replica = Pages.Replica(_market);
        OrderImage open = Assert.Single(replica.ReadOpenOrders(1));
        Assert.Equal((id, order.Id, "mine", OrderStatus.Open, 10L, 0L), Key(open));
        Assert.Equal((Side.Buy, OrderType.Limit, TimeInForce.GoodTillCancelled, OrderFlags.PostOnly, 1_000L, 10L), Terms(open));
        Assert.Equal((open.CreatedNs, id), (open.UpdatedNs, open.LastSequence));

        long maker = _market.Submit(2, Side.Sell, 1_000, 4, TimeInForce.ImmediateOrCancel).Result.OrderId;
        Pages.Follow(replica, _market);
        OrderImage partly = replica.FindOrder(1, id)!;
        Assert.Equal((id, order.Id, "mine", OrderStatus.PartiallyFilled, 6L, 4L), Key(partly));
        Assert.Equal((400_000L, 40L, maker), (partly.FilledQuanta, partly.FeesQuanta, partly.LastSequence));
        Assert.True(partly.UpdatedNs > partly.CreatedNs);
        Assert.Equal(1_000m, partly.AveragePriceUnits(replica.Spec!));

        _market.Cancel(1, id);
        Pages.Follow(replica, _market);
        OrderImage gone = Assert.Single(replica.ReadFinalOrders(1, 10));
        Assert.Equal((id, order.Id, "mine", OrderStatus.Cancelled, 0L, 4L), Key(gone));
        Assert.Equal((CancelReason.Requested, ResultCode.Ok, true), (gone.CancelReason, gone.RejectCode, gone.IsFinal));
        Assert.Empty(replica.ReadOpenOrders(1));
        Assert.Equal(gone, replica.FindOrder(1, order.Id));
        Assert.Equal(gone, replica.FindOrder(1, "mine"));
        Assert.Null(replica.FindOrder(2, id));
        Assert.Null(replica.FindOrder(99, "mine"));
    }

    [Fact]
    public void An_order_that_never_rests_is_an_order()
    {
        _market.Place(1, Side.Sell, 1_000, 5);
        SubmitCommand taker = _market.Order(2, Side.Buy, 0, 8, TimeInForce.ImmediateOrCancel);
        _market.Run(taker);
        SubmitCommand nothing = _market.Order(2, Side.Buy, 990, 3, TimeInForce.ImmediateOrCancel);
        _market.Run(nothing);
        SubmitCommand killed = _market.Order(2, Side.Buy, 990, 3, TimeInForce.FillOrKill);
        _market.Run(killed);
        SubmitCommand poor = _market.Order(2, Side.Buy, 990, 3) with { Verdict = ResultCode.InsufficientMargin };
        _market.Run(poor);
        MarketReplica replica = Pages.Replica(_market);
        Assert.Equal(
            [
                (poor.Id, OrderStatus.Rejected, ResultCode.InsufficientMargin, CancelReason.None, 0L),
                (killed.Id, OrderStatus.Rejected, ResultCode.CannotFillWhole, CancelReason.None, 0L),
                (nothing.Id, OrderStatus.Rejected, ResultCode.NoLiquidity, CancelReason.NoLiquidity, 0L),
                (taker.Id, OrderStatus.Cancelled, ResultCode.Ok, CancelReason.NoLiquidity, 5L),
            ],
            replica.ReadFinalOrders(2, 10).Select(order =>
                (order.CommandId, order.Status, order.RejectCode, order.CancelReason, order.FilledLots)));
        Assert.All(replica.ReadFinalOrders(2, 10), order => Assert.Equal(order.OrderId, order.LastSequence));
        Assert.Equal(OrderStatus.Filled, Assert.Single(replica.ReadFinalOrders(1, 10)).Status);
        Assert.Empty(replica.ReadOpenOrders(2));
    }

    [Fact]
    public void A_repeated_command_is_no_second_order()
    {
        SubmitCommand order = _market.Order(1, Side.Buy, 1_000, 10);
        _market.Run(order);
        _market.Run(order with { Stamp = _market.NextStamp(1) });
        _market.Run(order with { Stamp = _market.NextStamp(1), Lots = 11 });
        MarketReplica replica = Pages.Replica(_market);
        Assert.Single(replica.ReadOpenOrders(1));
        Assert.Empty(replica.ReadFinalOrders(1, 10));
    }

    [Fact]
    public void A_cancel_of_an_unknown_id_is_no_order()
    {
        SubmitCommand late = _market.Order(1, Side.Buy, 1_000, 10);
        _market.Run(_market.CancelOf(1, 0, late.Id));
        _market.Run(late with { Stamp = _market.NextStamp(1) });
        MarketReplica replica = Pages.Replica(_market);
        Assert.Empty(replica.ReadOpenOrders(1));
        Assert.Empty(replica.ReadFinalOrders(1, 10));
    }

    [Fact]
    public void The_resting_order_goes_in_a_self_trade()
    {
        long resting = _market.Place(1, Side.Sell, 1_000, 5);
        _market.Submit(1, Side.Buy, 1_000, 5);
        MarketReplica replica = Pages.Replica(_market);
        OrderImage gone = Assert.Single(replica.ReadFinalOrders(1, 10));
        Assert.Equal((resting, OrderStatus.Cancelled, CancelReason.SelfTrade), (gone.OrderId, gone.Status, gone.CancelReason));
        Assert.Equal(Side.Buy, Assert.Single(replica.ReadOpenOrders(1)).Side);
        Assert.Empty(replica.ReadTrades(10));
    }

    [Fact]
    public void Of_two_orders_with_one_client_id_the_open_one_is_found()
    {
        ClientOrderId name = ClientOrderId.From("twice");
        long first = _market.Run(_market.Order(1, Side.Buy, 1_000, 1) with { ClientOrderId = name }).Result.OrderId;
        long second = _market.Run(_market.Order(1, Side.Buy, 990, 1) with { ClientOrderId = name }).Result.OrderId;
        MarketReplica replica = Pages.Replica(_market);
        Assert.Equal(second, replica.FindOrder(1, "twice")!.OrderId);
        _market.Cancel(1, second);
        Pages.Follow(replica, _market);
        Assert.Equal(first, replica.FindOrder(1, "twice")!.OrderId);
        _market.Cancel(1, first);
        Pages.Follow(replica, _market);
        Assert.Equal(first, replica.FindOrder(1, "twice")!.OrderId);
    }

    private static (long OrderId, CommandId Id, string Name, OrderStatus Status, long Resting, long Filled) Key(OrderImage order) =>
        (order.OrderId, order.CommandId, order.ClientOrderId, order.Status, order.RestingLots, order.FilledLots);

    private static (Side Side, OrderType Type, TimeInForce Force, OrderFlags Flags, long Price, long Lots) Terms(OrderImage order) =>
        (order.Side, order.Type, order.TimeInForce, order.Flags, order.PriceUnits, order.QuantityLots);
}
