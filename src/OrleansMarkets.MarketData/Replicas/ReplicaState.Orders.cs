using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.MarketData.Books;

namespace OrleansMarkets.MarketData.Replicas;

/// <content>Icebergs and amendments.</content>
internal sealed partial class ReplicaState
{
    // The order that left the book to be entered again under new terms, until it rests.
    private OrderEntry? _amended;

    private void Apply(in OrderRefilledEvent e)
    {
        OrderEntry order = Resting(e.OrderId);
        order.Refill(_header, e.Lots, ++_entries);
        AddToLevel(order.Side, order.PriceUnits, e.Lots, 1);
        Changes.Book(OrderChangeKind.Added, order);
        Changes.Order(order);
    }

    private void Apply(in OrderAmendedEvent e)
    {
        OrderEntry order = Resting(e.OrderId);
        PublicOrder before = order.Public();
        order.Amend(_header, e);
        if (e.KeepsPlace)
        {
            Leave(order, before.Lots - order.ShownLots, OrderChangeKind.Reduced);
            return;
        }

        Changes.Book(OrderChangeKind.Removed, before with { Lots = 0 });
        AddToLevel(before.Side, before.PriceUnits, -before.Lots, -1);
        Changes.Order(order);
        _open.Remove(e.OrderId);
        FindOrAdd(order.Account).Open.Remove(e.OrderId);
        _amended = order;
    }

    private void EndAmendment()
    {
        if (_amended is { } order)
        {
            order.End();
            _final.Add(FindOrAdd(order.Account).Final, order.Image());
            _amended = null;
        }
    }
}
