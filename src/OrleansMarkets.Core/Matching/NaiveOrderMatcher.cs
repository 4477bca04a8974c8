namespace OrleansMarkets.Core.Matching;

/// <summary>
/// The rules of <see cref="IOrderMatcher"/> written as plainly as possible, to compare the fast one with: sorted dictionaries of linked
/// lists.
/// </summary>
/// <param name="tape">Where trades go.</param>
public sealed class NaiveOrderMatcher(TradeTape tape) : IOrderMatcher
{
    // Prices of a side under price (asks) or negative price (bids): the first is the best.
    private readonly SortedDictionary<uint, Dictionary<Side, SortedDictionary<long, LinkedList<RestingLots>>>> _books = [];
    private readonly Dictionary<uint, LinkedListNode<RestingLots>> _orders = [];

    /// <inheritdoc/>
    public TradeTape Tape => tape;

    /// <inheritdoc/>
    public void Execute(ReadOnlySpan<OrderCommand> commands, Span<OrderOutcome> outcomes)
    {
        for (int index = 0; index < commands.Length; index++)
        {
            outcomes[index] = Execute(commands[index]);
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
        _books.Clear();
        _orders.Clear();
    }

    /// <inheritdoc/>
    public IEnumerable<RestingLots> Resting() =>
        from book in _books.Values
        from side in new[] { Side.Buy, Side.Sell }
        from level in book[side].Values
        from order in level
        select order;

    private static long KeyOf(Side side, long priceUnits) => side == Side.Buy ? -priceUnits : priceUnits;

    private OrderOutcome Execute(in OrderCommand command)
    {
        var incoming = new RestingLots(
            command.Symbol, command.IsBuy ? Side.Buy : Side.Sell, command.PriceUnits, command.OrderId, command.Lots);
        if (command.Kind == OrderCommandKind.New)
        {
            return Enter(incoming, command.Rule);
        }

        if (!_orders.TryGetValue(command.OrderId, out LinkedListNode<RestingLots>? order))
        {
            return OrderOutcome.NotFound;
        }

        if (command.Kind == OrderCommandKind.Reduce)
        {
            order.Value = order.Value with { Lots = Math.Min(order.Value.Lots, command.Lots) };
            return OrderOutcome.Reduced;
        }

        Remove(order);
        return command.Kind == OrderCommandKind.Cancel
            ? OrderOutcome.Cancelled
            : Enter(incoming with { OrderId = command.NewOrderId }, EntryRule.GoodTillCancelled);
    }

    private OrderOutcome Enter(RestingLots incoming, EntryRule rule)
    {
        long? limit = rule == EntryRule.Market ? null : incoming.PriceUnits;
        if (rule == EntryRule.PostOnly && Best(incoming, limit) is not null)
        {
            return OrderOutcome.WouldTake;
        }

        if (rule == EntryRule.FillOrKill && Available(incoming) < incoming.Lots)
        {
            return OrderOutcome.CannotFillWhole;
        }

        long left = incoming.Lots;
        while (left > 0 && Best(incoming, limit) is { } maker)
        {
            long lots = Math.Min(left, maker.Value.Lots);
            Tape.Add(maker.Value.PriceUnits, lots, incoming.Symbol, incoming.OrderId, maker.Value.OrderId);
            left -= lots;
            maker.Value = maker.Value with { Lots = maker.Value.Lots - lots };
            if (maker.Value.Lots == 0)
            {
                Remove(maker);
            }
        }

        if (left == 0)
        {
            return OrderOutcome.Filled;
        }

        if (rule is EntryRule.ImmediateOrCancel or EntryRule.Market)
        {
            return OrderOutcome.RemainderDropped;
        }

        Rest(incoming with { Lots = left });
        return OrderOutcome.Rested;
    }

    // The oldest order of the best price that the incoming one would trade with.
    private LinkedListNode<RestingLots>? Best(RestingLots incoming, long? limit)
    {
        Side side = incoming.Side.Opposite();
        foreach ((long key, LinkedList<RestingLots> level) in SideOf(incoming.Symbol, side))
        {
            return limit is null || key <= KeyOf(side, limit.Value) ? level.First : null;
        }

        return null;
    }

    private Int128 Available(RestingLots incoming)
    {
        Side side = incoming.Side.Opposite();
        Int128 sum = 0;
        foreach ((long key, LinkedList<RestingLots> level) in SideOf(incoming.Symbol, side))
        {
            foreach (RestingLots order in level)
            {
                sum += key <= KeyOf(side, incoming.PriceUnits) ? order.Lots : 0;
            }
        }

        return sum;
    }

    private void Rest(RestingLots order)
    {
        SortedDictionary<long, LinkedList<RestingLots>> levels = SideOf(order.Symbol, order.Side);
        long key = KeyOf(order.Side, order.PriceUnits);
        if (!levels.TryGetValue(key, out LinkedList<RestingLots>? level))
        {
            level = [];
            levels.Add(key, level);
        }

        _orders.Add(order.OrderId, level.AddLast(order));
    }

    private void Remove(LinkedListNode<RestingLots> order)
    {
        RestingLots gone = order.Value;
        LinkedList<RestingLots> level = order.List!;
        level.Remove(order);
        _orders.Remove(gone.OrderId);
        if (level.Count == 0)
        {
            SideOf(gone.Symbol, gone.Side).Remove(KeyOf(gone.Side, gone.PriceUnits));
        }
    }

    private SortedDictionary<long, LinkedList<RestingLots>> SideOf(uint symbol, Side side)
    {
        if (!_books.TryGetValue(symbol, out Dictionary<Side, SortedDictionary<long, LinkedList<RestingLots>>>? book))
        {
            book = new() { [Side.Buy] = [], [Side.Sell] = [] };
            _books.Add(symbol, book);
        }

        return book[side];
    }
}
