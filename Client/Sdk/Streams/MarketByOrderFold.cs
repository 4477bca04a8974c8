using System.Collections.Immutable;

namespace OrleansMarkets.Client.Streams;

/// <summary>Resting orders and their changes folded into a book. A change that does not fit is found, never guessed over.</summary>
internal sealed class MarketByOrderFold(MarketId market)
{
    private readonly Dictionary<long, BookOrder> _orders = [];
    private ImmutableSortedSet<BookOrder> _bids = ImmutableSortedSet.Create<BookOrder>(new BookQueue(OrderSide.Buy));
    private ImmutableSortedSet<BookOrder> _asks = ImmutableSortedSet.Create<BookOrder>(new BookQueue(OrderSide.Sell));

    /// <summary>Begins with all resting orders.</summary>
    /// <exception cref="ExchangeUnavailableException">They cannot all be there.</exception>
    public void Begin(IEnumerable<BookOrder> orders)
    {
        _orders.Clear();
        (_bids, _asks) = (_bids.Clear(), _asks.Clear());
        foreach (BookOrder order in orders)
        {
            Add(order);
        }
    }

    /// <summary>Takes a change.</summary>
    /// <param name="order">The order after it; without quantity when it is gone.</param>
    /// <param name="isNew">Whether it entered the book.</param>
    /// <exception cref="ExchangeUnavailableException">It does not fit what is there.</exception>
    public void Apply(in BookOrder order, bool isNew)
    {
        if (!isNew)
        {
            Remove(order);
        }

        if (order.Quantity > 0)
        {
            Add(order);
        }
    }

    /// <summary>The book now.</summary>
    public MarketByOrder Image(long sequence, DateTimeOffset time) =>
        new() { MarketId = market, Bids = _bids, Asks = _asks, Sequence = sequence, Time = time };

    private void Add(in BookOrder order)
    {
        ImmutableSortedSet<BookOrder> side = SideOf(order.Side);
        ImmutableSortedSet<BookOrder> after = side.Add(order);
        if (!_orders.TryAdd(order.Number, order) || after.Count == side.Count)
        {
            throw Broken.Stream(market, $"order {order.Number} is there already, or another in its place");
        }

        Set(order.Side, after);
    }

    private void Remove(in BookOrder order)
    {
        if (!_orders.Remove(order.Number, out BookOrder before) || before.Side != order.Side)
        {
            throw Broken.Stream(market, $"order {order.Number} changed and was not there");
        }

        Set(before.Side, SideOf(before.Side).Remove(before));
    }

    private ImmutableSortedSet<BookOrder> SideOf(OrderSide side) => side == OrderSide.Buy ? _bids : _asks;

    private void Set(OrderSide side, ImmutableSortedSet<BookOrder> orders) =>
        (_bids, _asks) = side == OrderSide.Buy ? (orders, _asks) : (_bids, orders);
}
