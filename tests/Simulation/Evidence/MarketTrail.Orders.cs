using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Simulation.Evidence;

/// <content>What happens to orders.</content>
internal sealed partial class MarketTrail
{
    // Before an auction the best prices are limits of those who want to trade in it.
    private bool MayPegsMove => _phases.Trades && !_isAuctionPending;

    private void TakeOrder(ref MarketRecord record, EventKind kind, StepTrail step)
    {
        switch (kind)
        {
            case EventKind.Trade: Trade(record.ReadTrade(), step); break;
            case EventKind.AuctionTrade: Trade(record.ReadAuctionTrade(), step); break;
            case EventKind.OrderRested: Rest(record.ReadOrderRested(), step); break;
            case EventKind.OrderCancelled: Cancel(record.ReadOrderCancelled(), step); break;
            case EventKind.OrderRefilled: _book.Refill(record.ReadOrderRefilled(), step); break;
            case EventKind.OrderAmended: Amend(record.ReadOrderAmended(), step); break;
            case EventKind.CancelTimerSet: _due.Set(record.ReadCancelTimerSet(), step); break;
            case EventKind.OrderWaiting: Wait(record.ReadOrderWaiting(), step); break;
            case EventKind.OrderDelayed: _waiting.Delay(record.ReadOrderDelayed(), step); break;
            case EventKind.WaitingReduced: Reduce(record.ReadWaitingReduced(), step); break;
            case EventKind.OrderTriggered: Trigger(record.ReadOrderTriggered(), step); break;
            case EventKind.OrderWorked: Work(record.ReadOrderWorked(), step); break;
            case EventKind.WaitingAmended: Amend(record.ReadWaitingAmended(), step); break;
            case EventKind.TriggerSet: _waiting.Set(record.ReadTriggerSet(), step); break;
            case EventKind.LinkJoined: _links.Join(record.ReadLinkJoined(), step); break;
            case EventKind.LinkFilled: _links.Take(record.ReadLinkFilled(), step); break;
            case EventKind.PegPlaced: _book.Peg(record.ReadPegPlaced(), _prices.Present(TriggerPrice.Mark), step); break;
            case EventKind.PegMoved: _book.Move(record.ReadPegMoved(), MayPegsMove, _prices.Present(TriggerPrice.Mark), step); break;
        }
    }

    // Both orders rested, and both trade at the auction's price.
    private void Trade(in AuctionTradeEvent auction, StepTrail step)
    {
        TradeEvent trade = auction.Trade;
        step.Require(_isAuctionPending && trade.PriceUnits == _auctionUnits, "I12", $"not at the auction's {_auctionUnits}: {trade}");
        _band.Trade(trade, isAuction: true, step);
        (long makerBefore, long takerBefore) = Move(trade, step);
        NaiveOrder? maker = _book.Find(trade.MakerOrderId);
        NaiveOrder? taker = _book.Find(trade.TakerOrderId);
        if (maker is not null && taker is not null)
        {
            _orders.RequireAuction(maker, taker, step);
        }

        long timeNs = Math.Min(step.TimeNs, _auctionDueNs);
        Fill(trade, trade.MakerOrderId, (makerBefore, RowOf(trade.MakerAccount).SizeLots), timeNs, isAuction: true, step);
        Fill(trade, trade.TakerOrderId, (takerBefore, RowOf(trade.TakerAccount).SizeLots), timeNs, isAuction: true, step);
        Counts.AuctionTrades++;
    }

    private void Trade(in TradeEvent trade, StepTrail step)
    {
        (long makerBefore, long takerBefore) = Move(trade, step);
        long makerAfter = RowOf(trade.MakerAccount).SizeLots;
        long takerAfter = RowOf(trade.TakerAccount).SizeLots;
        if (trade.MakerOrderId == 0)
        {
            Cross(trade, makerBefore, makerAfter, takerBefore, takerAfter, step);
            return;
        }

        _band.Trade(trade, isAuction: false, step);
        _orders.Take(trade, _book.Find(trade.MakerOrderId), (takerBefore, takerAfter), step);
        _links.Trade(trade.TakerOrderId, trade.Lots);
        long timeNs = step.Entering.TryGetValue(trade.TakerOrderId, out EnteringOrder? taker) ? taker.TimeNs : step.TimeNs;
        Fill(trade, trade.MakerOrderId, (makerBefore, makerAfter), timeNs, isAuction: false, step);
    }

    // Auto-deleveraging: both sides must come closer to zero, and nobody passes it.
    private void Cross(in TradeEvent trade, long makerBefore, long makerAfter, long takerBefore, long takerAfter, StepTrail step)
    {
        step.Require(Reduces(makerBefore, makerAfter) && Reduces(takerBefore, takerAfter), "I7", $"grows or turns: {trade}");
        step.Require(trade.MakerFeeQuanta == 0 && trade.TakerFeeQuanta == 0, "I7", $"a fee: {trade}");
        step.Require(step.Deleverage is not null, "I7", $"nobody asked: {trade}");
        step.Deleverage?.Take(trade);
    }

    private void Fill(in TradeEvent trade, long orderId, (long Before, long After) size, long timeNs, bool isAuction, StepTrail step)
    {
        if (_book.Fill(trade, orderId, isAuction, step) is { } order)
        {
            _orders.Fill(order, trade.Lots, size, timeNs, step);
            _links.Trade(orderId, trade.Lots);
        }

        _prices.Take(trade, step.Sequence);
    }

    private void Rest(in OrderRestedEvent rested, StepTrail step)
    {
        EnteringOrder? entering = step.Entering.GetValueOrDefault(rested.OrderId);
        if (entering is not null)
        {
            _orders.Open(entering);
        }

        _book.Rest(rested, entering, step);
        RequireOpenOrders(rested.Account, step);
    }

    private void Cancel(in OrderCancelledEvent cancelled, StepTrail step)
    {
        Counts.Note(cancelled.Reason);
        if (_book.Find(cancelled.OrderId) is { } order)
        {
            _due.Note(cancelled.Reason, order.Account, order.Instructions, step);
            _massCancels.Note(cancelled.Reason, order.Account, order.Side, order.Instructions.Tag, cancelled.Lots, step);
            if (cancelled.Reason == CancelReason.SelfTrade && !_isAuctionPending)
            {
                _orders.MeetOwn(order, cancelled.Lots, step);
            }
        }

        _book.Cancel(cancelled, step);
        _orders.Cancel(cancelled.OrderId, cancelled.Lots);
    }

    private void Amend(in OrderAmendedEvent amended, StepTrail step)
    {
        _orders.Amend(amended, _book.Find(amended.OrderId)?.Lots ?? 0, step);
        _book.Amend(amended, step);
        step.Current = amended.KeepsPlace ? null : step.Entering.GetValueOrDefault(amended.OrderId);
        Counts.Note(amended);
    }

    private void Amend(in WaitingAmendedEvent amended, StepTrail step)
    {
        _orders.Amend(amended, _waiting.Find(amended.OrderId)?.Lots ?? 0, step);
        _waiting.Amend(amended, step);
    }

    private void Wait(in OrderWaitingEvent waiting, StepTrail step)
    {
        if (step.Entering.TryGetValue(waiting.OrderId, out EnteringOrder? entering))
        {
            _orders.Open(entering);
        }

        _waiting.Wait(waiting, step);
        RequireOpenOrders(waiting.Account, step);
    }

    private void Reduce(in WaitingReducedEvent reduced, StepTrail step)
    {
        Counts.Note(reduced.Reason);
        if (_waiting.Find(reduced.OrderId) is { } order)
        {
            _due.Note(reduced.Reason, order.Account, order.First.Instructions, step);
            _massCancels.Note(reduced.Reason, order.Account, order.Side, order.First.Instructions.Tag, reduced.Lots, step);
        }

        _waiting.Reduce(reduced, step);
        _orders.Cancel(reduced.OrderId, reduced.Lots);
    }

    private void Trigger(in OrderTriggeredEvent triggered, StepTrail step)
    {
        step.Require(_phases.Trades, "I37", $"{triggered} although the market is closed");
        if (_waiting.Enter(triggered, step) is { } order)
        {
            _orders.Trigger(triggered, order, RowOf(order.Account).SizeLots, step);
            step.Current = step.Entering.GetValueOrDefault(triggered.OrderId);
        }
    }

    private void Work(in OrderWorkedEvent worked, StepTrail step)
    {
        Counts.Note(worked.Result.CancelReason);
        _orders.Finish(worked, step);
        step.Current = null;
    }

    private void RequireOpenOrders(long account, StepTrail step)
    {
        int open = _book.Orders.Count(order => order.Account == account) + _waiting.Orders.Count(order => order.Account == account);
        step.Require(open <= _definition.MaximumOpenOrders, "I18", $"{account} has {open} orders");
    }

    private void EndOrders(StepTrail step)
    {
        long bid = _book.Best(Side.Buy);
        long ask = _book.Best(Side.Sell);
        step.Require(bid == 0 || ask == 0 || bid < ask || _isAuctionPending, "I11", $"bid {bid}, ask {ask}");
        _book.EndStep(MayPegsMove, _prices.Present(TriggerPrice.Mark), step);
        _waiting.EndStep(_phases.Trades, step);
        _links.EndStep(step);
        _orders.EndStep(step);
        _due.EndStep(step);
        _massCancels.EndStep();
        _prices.EndStep(step.Sequence, _phases.Trades);
    }
}
