using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.MarketData.Books;

/// <summary>
/// A book rebuilt order by order from an image and the changes after it. A change that does not fit what is there is refused: something
/// before it was lost. Not safe for use from several threads.
/// </summary>
public sealed class PublicOrderBook
{
    private readonly SortedSet<PublicOrder> _bids = new(new OrderQueue(Side.Buy));
    private readonly SortedSet<PublicOrder> _asks = new(new OrderQueue(Side.Sell));
    private readonly Dictionary<long, PublicOrder> _orders = [];

    /// <summary>Begins with an image.</summary>
    /// <param name="image">The image.</param>
    public PublicOrderBook(OrdersImage image)
    {
        foreach (PublicOrder order in image.Bids.Concat(image.Asks))
        {
            Add(order);
        }
    }

    /// <summary>Bids in the order in which they trade.</summary>
    public IReadOnlyCollection<PublicOrder> Bids => _bids;

    /// <summary>Asks in the order in which they trade.</summary>
    public IReadOnlyCollection<PublicOrder> Asks => _asks;

    /// <summary>Takes a change.</summary>
    /// <param name="change">The change after those taken so far.</param>
    /// <exception cref="CorruptRecordException">It does not fit what is there.</exception>
    public void Apply(in OrderChange change)
    {
        if (change.Kind != OrderChangeKind.Added)
        {
            Remove(change);
        }

        if (change.Order.Lots > 0)
        {
            Add(change.Order);
        }
    }

    private void Add(in PublicOrder order)
    {
        if (!_orders.TryAdd(order.Number, order) || !SideOf(order.Side).Add(order))
        {
            throw new CorruptRecordException($"Order {order.Number} is in the book already, or another in its place.");
        }
    }

    private void Remove(in OrderChange change)
    {
        PublicOrder after = change.Order;
        if (!_orders.Remove(after.Number, out PublicOrder before)
            || !SideOf(before.Side).Remove(before)
            || !Fits(change.Kind, before, after))
        {
            throw new CorruptRecordException($"Order {after.Number} is not in the book as it was before it was {change.Kind}.");
        }
    }

    private static bool Fits(OrderChangeKind kind, in PublicOrder before, in PublicOrder after) =>
        kind == OrderChangeKind.Amended
            ? before.Side == after.Side
            : after.Lots < before.Lots && after with { Lots = before.Lots } == before;

    private SortedSet<PublicOrder> SideOf(Side side) => side == Side.Buy ? _bids : _asks;
}
