using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.MarketData.Books;

namespace OrleansMarkets.MarketData.Replicas;

/// <content>Orders that show a part of themselves, change their terms, or enter long after they were submitted.</content>
internal sealed partial class ReplicaState
{
    // Orders that live outside the book: they wait, or were amended and have not entered it again.
    private readonly Dictionary<long, OrderEntry> _away = [];

    private OrderEntry? Entering(long orderId) =>
        _deciding?.OrderId == orderId ? _deciding : _away.GetValueOrDefault(orderId);

    private void Apply(in OrderRefilledEvent e)
    {
        OrderEntry order = Resting(e.OrderId);
        order.Refill(e, ++_entries);
        AddToLevel(e.Side, e.PriceUnits, e.Lots, 0);
        Changes.Book(OrderChangeKind.Added, order);
    }

    private void Apply(in OrderAmendedEvent e)
    {
        OrderEntry order = Resting(e.OrderId);
        long shown = order.ShownLots;
        order.Amend(_header, e);
        if (e.KeepsPlace)
        {
            Leave(order, shown - order.ShownLots, OrderChangeKind.Reduced);
            return;
        }

        Changes.Book(OrderChangeKind.Removed, order);
        AddToLevel(order.Side, order.PriceUnits, -shown, -1);
        _open.Remove(e.OrderId);
        FindOrAdd(e.Account).Open.Remove(e.OrderId);
        _away.Add(e.OrderId, order);
    }

    private void Apply(in OrderWaitingEvent e)
    {
        _deciding!.Wait(e);
        _away.Add(e.OrderId, _deciding);
        FindOrAdd(e.Account).Open.Add(e.OrderId, _deciding);
    }

    private void Apply(in OrderTriggeredEvent e) => _away[e.OrderId].Enter(_header, e);

    private void Apply(in TriggerSetEvent e)
    {
        OrderEntry order = _away[e.OrderId];
        order.SetTrigger(_header, e);
        Changes.Order(order);
    }

    private void Apply(in WaitingReducedEvent e)
    {
        OrderEntry order = _away[e.OrderId];
        order.CancelWaiting(_header, e);
        Changes.Order(order);
        if (order.WaitingLots == 0)
        {
            _away.Remove(e.OrderId);
            AccountFold owner = FindOrAdd(e.Account);
            owner.Open.Remove(e.OrderId);
            _final.Add(owner.Final, order.Image());
        }
    }

    private void Apply(in PegMovedEvent e)
    {
        OrderEntry order = Resting(e.OrderId);
        AddToLevel(order.Side, order.PriceUnits, -order.ShownLots, -1);
        order.Move(_header, e.PriceUnits, ++_entries);
        AddToLevel(order.Side, order.PriceUnits, order.ShownLots, 1);
        Changes.Book(OrderChangeKind.Amended, order);
        Changes.Order(order);
    }

    // What came of an order that entered again, or was entered at last.
    private void End(in CommandResult result)
    {
        if (result.RestingLots > 0 && _open.TryGetValue(result.OrderId, out OrderEntry? resting))
        {
            Changes.Order(resting);
        }

        if (_away.Remove(result.OrderId, out OrderEntry? order))
        {
            order.Decide(result);
            Changes.Order(order);
            AccountFold owner = FindOrAdd(order.Account);
            owner.Open.Remove(result.OrderId);
            _final.Add(owner.Final, order.Image());
        }
    }
}
