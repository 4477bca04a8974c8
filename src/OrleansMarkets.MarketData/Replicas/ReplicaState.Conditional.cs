using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.MarketData.Books;

namespace OrleansMarkets.MarketData.Replicas;

/// <content>Orders that wait for a trigger or a parent, and orders whose price follows a reference.</content>
internal sealed partial class ReplicaState
{
    // The waiting order whose trades are being told: it is an open one until they have been.
    private OrderEntry? _entering;

    private OrderEntry? TakerOf(long orderId) =>
        _entering?.OrderId == orderId ? _entering : _deciding?.OrderId == orderId ? _deciding : null;

    private void Apply(in OrderWaitingEvent e)
    {
        if (TakerOf(e.OrderId) is { } order)
        {
            order.Wait(e);
            _open.Add(e.OrderId, order);
            FindOrAdd(e.Account).Open.Add(e.OrderId, order);
        }
    }

    private void Apply(in WaitingReducedEvent e)
    {
        OrderEntry order = Resting(e.OrderId);
        order.ReduceWaiting(_header, e);
        Changes.Order(order);
        if (order.WaitingLots == 0)
        {
            Close(order);
        }
    }

    private void Apply(in OrderTriggeredEvent e)
    {
        _entering = Resting(e.OrderId);
        _entering.Enter(_header, e);
    }

    private void Apply(in OrderWorkedEvent e)
    {
        OrderEntry order = Resting(e.Result.OrderId);
        order.Decide(e.Result);
        Changes.Order(order);
        if (order.RestingLots == 0)
        {
            Close(order);
        }

        _entering = null;
    }

    private void Apply(in TriggerSetEvent e)
    {
        OrderEntry order = Resting(e.OrderId);
        order.SetTrigger(_header, e);
        Changes.Order(order);
    }

    private void Apply(in WaitingAmendedEvent e)
    {
        OrderEntry order = Resting(e.OrderId);
        order.AmendWaiting(_header, e);
        Changes.Order(order);
    }

    private void Apply(in PegMovedEvent e)
    {
        OrderEntry order = Resting(e.OrderId);
        long lots = order.ShownLots;
        AddToLevel(order.Side, order.PriceUnits, -lots, -1);
        order.Move(_header, e.PriceUnits, ++_entries);
        AddToLevel(order.Side, order.PriceUnits, lots, 1);
        Changes.Book(OrderChangeKind.Amended, order);
        Changes.Order(order);
    }
}
