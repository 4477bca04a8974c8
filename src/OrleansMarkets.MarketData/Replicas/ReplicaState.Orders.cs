using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.MarketData.Books;

namespace OrleansMarkets.MarketData.Replicas;

/// <content>Orders that show a part of themselves or change their terms.</content>
internal sealed partial class ReplicaState
{
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
        _entering = order;
    }

    // What came of an order that entered again.
    private void EndAmendment(in CommandResult result)
    {
        if (_entering is not { } order || order.OrderId != result.OrderId)
        {
            return;
        }

        order.Decide(result);
        Changes.Order(order);
        _entering = null;
        if (order.RestingLots == 0)
        {
            Close(order);
        }
    }
}
