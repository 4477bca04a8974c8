using System.Runtime.CompilerServices;

namespace OrleansMarkets.Core.Matching;

/// <summary>
/// The fast <see cref="IOrderMatcher"/>: the books of all symbols share one arena, ids index an array of slots. An entry of that array is
/// never cleared: the slot's order id tells whether the order still rests.
/// </summary>
public sealed class OrderMatcher : IOrderMatcher
{
    /// <summary>Most symbols.</summary>
    public const int MaximumSymbols = 1 << 16;

    private const int SymbolShift = 32;

    // From so many slots on, the orders no longer fit the second-level cache, and asking for lines early pays.
    private const int PrefetchSlots = 1 << 14;

    // How many commands ahead: first the entry of the id and the level, then the order and the tail it queues behind, then its neighbours.
    private const int EntryLead = 24;
    private const int OrderLead = 16;
    private const int NeighbourLead = 8;

    private readonly OrderArena _arena = new();
    private readonly PriceTimeBook[] _books;
    private readonly int[] _slotOfId;

    /// <summary>Makes empty books.</summary>
    /// <param name="symbols">Number of books.</param>
    /// <param name="highestOrderId">No order id is above it.</param>
    /// <param name="tape">Where trades go.</param>
    /// <param name="window">Sizes of each book's window of prices reached by index.</param>
    public OrderMatcher(int symbols, int highestOrderId, TradeTape tape, PriceWindow window)
    {
        Tape = tape;
        _books = new PriceTimeBook[symbols];
        for (int symbol = 0; symbol < symbols; symbol++)
        {
            _books[symbol] = new PriceTimeBook(_arena, window);
        }

        _slotOfId = new int[highestOrderId + 1];
        Array.Fill(_slotOfId, OrderArena.None);
    }

    /// <inheritdoc/>
    public TradeTape Tape { get; }

    /// <inheritdoc/>
    public void Execute(ReadOnlySpan<OrderCommand> commands, Span<OrderOutcome> outcomes)
    {
        int last = commands.Length - 1;
        bool isLarge = _arena.Used >= PrefetchSlots;
        for (int next = 0; next <= last; next++)
        {
            ref readonly OrderCommand early = ref commands[Math.Min(next + EntryLead, last)];
            PrefetchEntry(early);
            if (isLarge)
            {
                PrefetchLevel(early);
                PrefetchOrder(commands[Math.Min(next + OrderLead, last)]);
                PrefetchNeighbours(commands[Math.Min(next + NeighbourLead, last)]);
            }

            outcomes[next] = Execute(commands[next]);
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
        _arena.Clear();
        Array.Fill(_slotOfId, OrderArena.None);
        foreach (PriceTimeBook book in _books)
        {
            book.Clear();
        }
    }

    /// <inheritdoc/>
    public IEnumerable<RestingLots> Resting()
    {
        for (int symbol = 0; symbol < _books.Length; symbol++)
        {
            foreach (RestingLots order in Resting<Bids>(symbol).Concat(Resting<Asks>(symbol)))
            {
                yield return order;
            }
        }
    }

    // Orders of all symbols are in one arena: their keys there name the symbol too. No key is 0, which marks a free slot.
    private static long KeyOf(uint symbol, uint orderId) => ((symbol + 1L) << SymbolShift) | orderId;

    private static uint IdOf(long key) => unchecked((uint)key);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private OrderOutcome Execute(in OrderCommand command)
    {
        PriceTimeBook book = _books[command.Symbol];
        if (command.Kind == OrderCommandKind.New)
        {
            return Enter(book, command, command.OrderId, command.Rule);
        }

        if (command.Kind == OrderCommandKind.Reduce)
        {
            return Reduce(command);
        }

        int slot = _slotOfId[command.OrderId];
        long key = _arena.Nodes[slot].OrderId;
        if (key != KeyOf(command.Symbol, command.OrderId))
        {
            if (key == 0 || IdOf(key) != command.OrderId)
            {
                return OrderOutcome.NotFound;
            }

            _books[(key >> SymbolShift) - 1].Remove(slot);
        }
        else
        {
            book.Remove(slot);
        }

        return command.Kind == OrderCommandKind.Cancel
            ? OrderOutcome.Cancelled
            : Enter(book, command, command.NewOrderId, EntryRule.GoodTillCancelled);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private OrderOutcome Enter(PriceTimeBook book, in OrderCommand command, uint orderId, EntryRule rule)
    {
        long limit = command.PriceUnits;
        if (command.IsBuy)
        {
            limit = rule == EntryRule.Market ? PriceTimeBook.MaximumPriceUnits : limit;
            return book.BestAskUnits > limit
                ? Rest<Bids>(book, command, orderId, rule, command.Lots)
                : Trade<Bids, Asks>(book, command, orderId, rule, limit);
        }

        limit = rule == EntryRule.Market ? -PriceTimeBook.MaximumPriceUnits : limit;
        return book.BestBidUnits < limit
            ? Rest<Asks>(book, command, orderId, rule, command.Lots)
            : Trade<Asks, Bids>(book, command, orderId, rule, limit);
    }

    private OrderOutcome Trade<TOwn, TOther>(PriceTimeBook book, in OrderCommand command, uint orderId, EntryRule rule, long limit)
        where TOwn : struct, IBookHalf
        where TOther : struct, IBookHalf
    {
        if (rule == EntryRule.PostOnly)
        {
            return OrderOutcome.WouldTake;
        }

        if (rule == EntryRule.FillOrKill && !book.Holds<TOther>(limit, command.Lots))
        {
            return OrderOutcome.CannotFillWhole;
        }

        var tape = new TakerTape(Tape, command.Symbol, orderId);
        long left = book.Take<TOther, TakerTape>(limit, command.Lots, ref tape);
        return left == 0 ? OrderOutcome.Filled : Rest<TOwn>(book, command, orderId, rule, left);
    }

    private OrderOutcome Reduce(in OrderCommand command)
    {
        int slot = _slotOfId[command.OrderId];
        ref OrderNode node = ref _arena.Nodes[slot];
        if (node.OrderId == 0 || IdOf(node.OrderId) != command.OrderId)
        {
            return OrderOutcome.NotFound;
        }

        if (node.RemainingLots > command.Lots)
        {
            _books[(node.OrderId >> SymbolShift) - 1].Reduce(slot, node.RemainingLots - command.Lots);
        }

        return OrderOutcome.Reduced;
    }

    // What finds no counterpart any more.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private OrderOutcome Rest<TOwn>(PriceTimeBook book, in OrderCommand command, uint orderId, EntryRule rule, long lots)
        where TOwn : struct, IBookHalf
    {
        if (rule is EntryRule.GoodTillCancelled or EntryRule.PostOnly)
        {
            _slotOfId[orderId] = book.Add<TOwn>(KeyOf(command.Symbol, orderId), command.PriceUnits, lots);
            return OrderOutcome.Rested;
        }

        return rule == EntryRule.FillOrKill ? OrderOutcome.CannotFillWhole : OrderOutcome.RemainderDropped;
    }

    // No hint asks which kind of command it is: a wrong guess of the processor would cost more than a line that nobody needs.
    private void PrefetchEntry(in OrderCommand command) => CacheHint.Prefetch(ref _slotOfId[command.OrderId]);

    private void PrefetchLevel(in OrderCommand command) => _books[command.Symbol].PrefetchLevel(command.PriceUnits);

    private void PrefetchOrder(in OrderCommand command)
    {
        CacheHint.Prefetch(ref _arena.Nodes[_slotOfId[command.OrderId]]);
        _books[command.Symbol].PrefetchTail(command.PriceUnits);
    }

    private void PrefetchNeighbours(in OrderCommand command)
    {
        OrderNode[] nodes = _arena.Nodes;
        ref OrderNode node = ref nodes[_slotOfId[command.OrderId]];
        _books[command.Symbol].PrefetchLevel(node.PriceUnits);
        CacheHint.Prefetch(ref nodes[node.Next]);
        CacheHint.Prefetch(ref nodes[node.Previous]);
    }

    private IEnumerable<RestingLots> Resting<THalf>(int symbol)
        where THalf : struct, IBookHalf
    {
        PriceTimeBook book = _books[symbol];
        for (long price = book.Best<THalf>(); price != THalf.Empty; price = book.Next<THalf>(price))
        {
            for (int slot = book.Level(price).Head; slot != OrderArena.None; slot = _arena.Nodes[slot].Next)
            {
                OrderNode node = _arena.Nodes[slot];
                yield return new RestingLots((uint)symbol, THalf.Side, price, IdOf(node.OrderId), node.RemainingLots);
            }
        }
    }

    // The fills of one incoming order.
    private readonly struct TakerTape(TradeTape tape, uint symbol, uint takerId) : IFillTape
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryFill(int slot, in OrderNode maker, long lots)
        {
            tape.Add(maker.PriceUnits, lots, symbol, takerId, IdOf(maker.OrderId));
            return true;
        }
    }
}
