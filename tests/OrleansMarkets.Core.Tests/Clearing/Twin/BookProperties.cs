using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <summary>
/// What must hold of any market, checked from its records alone: the book is never crossed while it trades; the best price trades first and
/// the oldest order of it; nobody trades beyond a limit, with himself, or in his group; what has traded, gone and is left is the quantity
/// of an order; a post-only order never takes; a reduce-only order never opens or turns a position.
/// </summary>
internal sealed class BookProperties
{
    private readonly Dictionary<long, TrackedOrder> _orders = [];
    private readonly Dictionary<(Side Side, long Price), List<long>> _queues = [];
    private readonly SortedSet<long> _bids = [];
    private readonly SortedSet<long> _asks = [];
    private readonly Dictionary<long, long> _positions = [];
    private bool _isCollecting;

    /// <summary>How many trades were checked.</summary>
    public long Trades { get; private set; }

    /// <summary>Follows the next record.</summary>
    public void Follow(byte[] bytes)
    {
        var record = new MarketRecord(bytes);
        if (record.Header.Command == CommandKind.Submit)
        {
            Note(record.Header.Sequence, record.ReadSubmit());
        }

        while (record.NextEvent() is { } kind)
        {
            FollowOrder(ref record, kind);
            FollowWaiting(ref record, kind, bytes);
        }

        if (!_isCollecting && _bids.Count > 0 && _asks.Count > 0)
        {
            Assert.True(_bids.Max < _asks.Min, $"record {record.Header.Sequence}: bid {_bids.Max}, ask {_asks.Min}");
        }
    }

    private static bool IsAgainst(Side side, long limit, long price) => limit != 0 && (side == Side.Buy ? price > limit : price < limit);

    private void Note(long orderId, in SubmitCommand command) => _orders.TryAdd(orderId, new TrackedOrder
    {
        Account = command.Account,
        Side = command.Side,
        Flags = command.Flags,
        Instructions = command.Instructions ?? new OrderInstructions(),
        Limit = command.PriceUnits,
        Quantity = command.Lots,
    });

    private void FollowOrder(ref MarketRecord record, EventKind kind)
    {
        switch (kind)
        {
            case EventKind.Trade:
                TradeEvent trade = record.ReadTrade();
                Follow(trade, isAuction: false);
                break;
            case EventKind.AuctionTrade:
                TradeEvent paired = record.ReadAuctionTrade().Trade;
                Assert.Equal(FirstOf(_orders[paired.TakerOrderId].Side), paired.TakerOrderId);
                Follow(paired, isAuction: true);
                break;
            case EventKind.OrderRested:
                OrderRestedEvent rested = record.ReadOrderRested();
                _orders[rested.OrderId].Lots = rested.Lots;
                Queue(rested.OrderId, rested.PriceUnits);
                break;
            case EventKind.OrderCancelled:
                OrderCancelledEvent cancelled = record.ReadOrderCancelled();
                Lose(cancelled.OrderId, cancelled.Lots);
                break;
            case EventKind.OrderRefilled:
                long refilled = record.ReadOrderRefilled().OrderId;
                Queue(refilled, _orders[refilled].Price);
                break;
            case EventKind.PegMoved:
                PegMovedEvent moved = record.ReadPegMoved();
                Queue(moved.OrderId, moved.PriceUnits);
                break;
            case EventKind.OrderAmended:
                Follow(record.ReadOrderAmended());
                break;
        }
    }

    private void FollowWaiting(ref MarketRecord record, EventKind kind, byte[] bytes)
    {
        switch (kind)
        {
            case EventKind.OrderWaiting:
                OrderWaitingEvent waits = record.ReadOrderWaiting();
                (_orders[waits.OrderId].Lots, _orders[waits.OrderId].Quantity) = (waits.Lots, waits.Lots);
                break;
            case EventKind.WaitingReduced:
                WaitingReducedEvent reduced = record.ReadWaitingReduced();
                Lose(reduced.OrderId, reduced.Lots);
                break;
            case EventKind.WaitingAmended:
                WaitingAmendedEvent amended = record.ReadWaitingAmended();
                TrackedOrder order = _orders[amended.OrderId];
                (order.Quantity, order.Gone, order.Lots) = (amended.Lots + amended.GoneLots, amended.GoneLots, amended.Lots);
                order.Limit = amended.PriceUnits;
                break;
            case EventKind.OrderTriggered:
                OrderTriggeredEvent triggered = record.ReadOrderTriggered();
                Follow(triggered);
                break;
            case EventKind.OrderWorked:
                Sum(record.ReadOrderWorked().Result);
                break;
            case EventKind.ResultStored:
                Follow(new MarketRecord(bytes).Header, record.ReadResultStored().Result);
                break;
            case EventKind.AuctionCalled:
                _isCollecting = true;
                break;
            case EventKind.AuctionEnded:
                _isCollecting = false;
                break;
        }
    }

    private void Follow(in TradeEvent trade, bool isAuction)
    {
        Trades++;
        Side makerSide = trade.TakerSide.Opposite();
        Assert.True(trade.MakerAccount != trade.TakerAccount, $"account {trade.TakerAccount} traded with itself");
        bool isInBook = trade.MakerOrderId != 0;
        TrackedOrder? taker = _orders.GetValueOrDefault(trade.TakerOrderId);
        if (isInBook)
        {
            Assert.Equal(FirstOf(makerSide), trade.MakerOrderId);
            TrackedOrder maker = _orders[trade.MakerOrderId];
            long group = taker?.Instructions.SelfTradeGroup ?? 0;
            Assert.False(group != 0 && group == maker.Instructions.SelfTradeGroup, $"group {group} traded with itself");
            Assert.True(isAuction || trade.PriceUnits == maker.Price, $"a trade at {trade.PriceUnits} with an order at {maker.Price}");
            Assert.False(IsAgainst(makerSide, maker.Price, trade.PriceUnits), "a trade beyond the maker's limit");
            AssertReduces(maker, trade.Lots);
            Fill(trade.MakerOrderId, maker, trade.Lots);
        }

        // A liquidation, and both sides of an auto-deleveraging, only reduce.
        if (taker is null)
        {
            AssertReduces(trade.TakerAccount, trade.TakerSide, trade.Lots);
        }
        else
        {
            Assert.False(IsAgainst(trade.TakerSide, taker.Limit, trade.PriceUnits), "a trade beyond the taker's limit");
            Assert.False(taker.NeverTakes && !isAuction, $"the post-only order {trade.TakerOrderId} took");
            AssertReduces(taker, trade.Lots);
            Fill(trade.TakerOrderId, taker, trade.Lots);
        }

        long signed = trade.TakerSide == Side.Buy ? trade.Lots : -trade.Lots;
        _positions[trade.TakerAccount] = _positions.GetValueOrDefault(trade.TakerAccount) + signed;
        _positions[trade.MakerAccount] = _positions.GetValueOrDefault(trade.MakerAccount) - signed;
    }

    private void AssertReduces(TrackedOrder order, long lots)
    {
        if (order.IsReduceOnly)
        {
            AssertReduces(order.Account, order.Side, lots);
        }
    }

    private void AssertReduces(long account, Side side, long lots)
    {
        long size = _positions.GetValueOrDefault(account);
        long reducible = side == Side.Sell ? size : -size;
        Assert.True(lots <= reducible, $"account {account} has {size} and {side}s {lots} to reduce");
    }

    // What rests loses what it traded; what enters says at the end of its step what became of it.
    private void Fill(long orderId, TrackedOrder order, long lots)
    {
        order.Filled += lots;
        order.FilledInStep += order.Price == 0 ? lots : 0;
        if (order.Price != 0)
        {
            order.Lots -= lots;
            Check(orderId, order);
        }
    }

    private void Lose(long orderId, long lots)
    {
        TrackedOrder order = _orders[orderId];
        order.Gone += lots;
        order.Lots -= lots;
        Check(orderId, order);
    }

    private void Check(long orderId, TrackedOrder order)
    {
        Assert.True(order.Lots >= 0, $"order {orderId} has {order.Lots} lots");
        Assert.Equal(order.Quantity, order.Filled + order.Gone + order.Lots);
        if (order.Lots == 0)
        {
            Unqueue(orderId, order);
            _orders.Remove(orderId);
        }
    }

    private void Follow(in OrderAmendedEvent amended)
    {
        TrackedOrder order = _orders[amended.OrderId];
        order.Quantity = amended.Lots + amended.GoneLots;
        order.Gone = amended.GoneLots - order.Filled;
        order.Lots = amended.Lots;
        if (!amended.KeepsPlace)
        {
            Unqueue(amended.OrderId, order);
            (order.Limit, order.Lots, order.FilledInStep) = (amended.PriceUnits, 0, 0);
        }
    }

    private void Follow(in OrderTriggeredEvent triggered)
    {
        TrackedOrder order = _orders[triggered.OrderId];
        Assert.True(triggered.Lots == order.Lots || order.Flags.HasFlag(OrderFlags.ClosePosition));
        order.Quantity -= order.Lots - triggered.Lots;
        (order.Lots, order.FilledInStep) = (0, 0);
    }

    private void Follow(in RecordHeader header, in CommandResult result)
    {
        if (header.Command == CommandKind.Submit && result.OrderId == 0)
        {
            _orders.Remove(header.Sequence);
        }
        else if (header.Command == CommandKind.Submit || (header.Command == CommandKind.Amend && result.Code == ResultCode.Ok))
        {
            Sum(result);
        }
    }

    // The result of an order that was entered: together with what rests it is the whole of it.
    private void Sum(in CommandResult result)
    {
        if (result.OrderId == 0 || !_orders.TryGetValue(result.OrderId, out TrackedOrder? order))
        {
            return;
        }

        bool isEntered = order.Price == 0 || order.FilledInStep > 0;
        if (order.Quantity == 0)
        {
            order.Quantity = result.FilledLots + result.RestingLots + result.CancelledLots;
        }

        order.Gone += isEntered || order.Lots == result.RestingLots ? GoneNow(order, result) : 0;
        Assert.Equal(result.FilledLots, order.FilledInStep);
        order.FilledInStep = 0;
        Check(result.OrderId, order);
    }

    // An amendment that keeps its place has told what is gone by its event.
    private static long GoneNow(TrackedOrder order, in CommandResult result) =>
        order.Filled + order.Gone + order.Lots == order.Quantity ? 0 : result.CancelledLots;

    private long FirstOf(Side side) => _queues[(side, side == Side.Buy ? _bids.Max : _asks.Min)][0];

    private void Queue(long orderId, long price)
    {
        TrackedOrder order = _orders[orderId];
        Unqueue(orderId, order);
        order.Price = price;
        if (!_queues.TryGetValue((order.Side, price), out List<long>? queue))
        {
            _queues.Add((order.Side, price), queue = []);
            (order.Side == Side.Buy ? _bids : _asks).Add(price);
        }

        queue.Add(orderId);
    }

    private void Unqueue(long orderId, TrackedOrder order)
    {
        if (order.Price == 0)
        {
            return;
        }

        List<long> queue = _queues[(order.Side, order.Price)];
        queue.Remove(orderId);
        if (queue.Count == 0)
        {
            _queues.Remove((order.Side, order.Price));
            (order.Side == Side.Buy ? _bids : _asks).Remove(order.Price);
        }

        order.Price = 0;
    }
}
