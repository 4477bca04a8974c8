using System.Runtime.CompilerServices;

namespace OrleansMarkets.Core.Matching;

/// <summary>
/// The queues of one book by price and time. It adds, reduces, removes and takes; what an order is allowed to do is decided above it. Books
/// may share an arena. It allocates only to grow.
/// </summary>
/// <param name="arena">Where the orders are.</param>
/// <param name="window">Sizes of the window of prices reached by index.</param>
internal sealed class PriceTimeBook(OrderArena arena, PriceWindow window)
{
    /// <summary>Prices are at most this far from zero, price units; as a limit it is any price.</summary>
    internal const long MaximumPriceUnits = 1L << 61;

    private readonly OrderArena _arena = arena;
    private LevelMap _map = new(window);

    /// <summary>Best bid, price units; <see cref="LevelMap.NoBid"/> if there is none.</summary>
    public long BestBidUnits => _map.BestBidUnits;

    /// <summary>Best ask, price units; <see cref="LevelMap.NoAsk"/> if there is none.</summary>
    public long BestAskUnits => _map.BestAskUnits;

    /// <summary>The best price of a half; <see cref="IBookHalf.Empty"/> if there is none.</summary>
    public long Best<THalf>()
        where THalf : struct, IBookHalf => THalf.BestOf(ref _map);

    /// <summary>The best price of a half that is worse than a price; <see cref="IBookHalf.Empty"/> if there is none.</summary>
    public long Next<THalf>(long priceUnits)
        where THalf : struct, IBookHalf => _map.Next<THalf>(priceUnits);

    /// <summary>The level of a price that has orders.</summary>
    public ref readonly BookLevel Level(long priceUnits) => ref _map.Find(priceUnits);

    /// <summary>Forgets all orders; whoever owns the arena clears it too.</summary>
    public void Clear() => _map.Clear();

    /// <summary>Adds an order behind all of its price.</summary>
    /// <returns>Its slot.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add<THalf>(long orderId, long priceUnits, long lots)
        where THalf : struct, IBookHalf
    {
        int slot = _arena.Allocate();
        OrderNode[] nodes = _arena.Nodes;
        ref BookLevel level = ref _map.FindOrAdd<THalf>(priceUnits);
        int tail = level.Tail;
        ref OrderNode node = ref nodes[slot];
        node.OrderId = orderId;
        node.PriceUnits = priceUnits;
        node.RemainingLots = lots;
        node.Next = OrderArena.None;
        node.Previous = tail;
        if (tail == OrderArena.None)
        {
            level.Head = slot;
        }
        else
        {
            nodes[tail].Next = slot;
        }

        level.Tail = slot;
        level.Orders++;
        level.Lots += lots;
        return slot;
    }

    /// <summary>Takes lots from an order that keeps some; its place in the queue stays.</summary>
    public void Reduce(int slot, long lots)
    {
        ref OrderNode node = ref _arena.Nodes[slot];
        node.RemainingLots -= lots;
        _map.Find(node.PriceUnits).Lots -= lots;
    }

    /// <summary>Adds lots to an order and puts it behind all of its price.</summary>
    public void Requeue(int slot, long lots)
    {
        OrderNode[] nodes = _arena.Nodes;
        ref OrderNode node = ref nodes[slot];
        ref BookLevel level = ref _map.Find(node.PriceUnits);
        node.RemainingLots += lots;
        level.Lots += lots;
        if (level.Tail == slot)
        {
            return;
        }

        nodes[node.Next].Previous = node.Previous;
        if (node.Previous == OrderArena.None)
        {
            level.Head = node.Next;
        }
        else
        {
            nodes[node.Previous].Next = node.Next;
        }

        nodes[level.Tail].Next = slot;
        node.Previous = level.Tail;
        node.Next = OrderArena.None;
        level.Tail = slot;
    }

    /// <summary>Removes an order, wherever it is in its queue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Remove(int slot)
    {
        OrderNode[] nodes = _arena.Nodes;
        ref OrderNode node = ref nodes[slot];
        long price = node.PriceUnits;
        ref BookLevel level = ref _map.Find(price);
        int next = node.Next;
        int previous = node.Previous;
        level.Lots -= node.RemainingLots;
        if (previous == OrderArena.None)
        {
            level.Head = next;
        }
        else
        {
            nodes[previous].Next = next;
        }

        if (next == OrderArena.None)
        {
            level.Tail = previous;
        }
        else
        {
            nodes[next].Previous = previous;
        }

        node.OrderId = 0;
        node.Next = _arena.Free;
        _arena.Free = slot;
        if (--level.Orders == 0)
        {
            Vacate(price);
        }
    }

    /// <summary>Trades an incoming order against a half, best price first and oldest order first, at the resting orders' prices.</summary>
    /// <param name="limitUnits">Worst price; <see cref="MaximumPriceUnits"/> away from zero is any price.</param>
    /// <param name="lots">Lots to trade.</param>
    /// <param name="tape">Told of every fill; one that it refuses ends the trading.</param>
    /// <returns>Lots left.</returns>
    public long Take<THalf, TTape>(long limitUnits, long lots, ref TTape tape)
        where THalf : struct, IBookHalf
        where TTape : struct, IFillTape, allows ref struct
    {
        long price = THalf.BestOf(ref _map);
        while (THalf.IsReached(price, limitUnits))
        {
            ref BookLevel level = ref _map.Find(price);
            lots = TakeLevel(ref level, lots, ref tape);
            if (level.Orders > 0)
            {
                break;
            }

            _map.Vacate<THalf>(price);
            price = THalf.BestOf(ref _map);
            if (lots == 0)
            {
                break;
            }
        }

        return lots;
    }

    /// <summary>Whether a half holds so many lots at a limit or better.</summary>
    public bool Holds<THalf>(long limitUnits, long lots)
        where THalf : struct, IBookHalf
    {
        for (long price = THalf.BestOf(ref _map); THalf.IsReached(price, limitUnits); price = _map.Next<THalf>(price))
        {
            lots -= _map.Find(price).Lots;
            if (lots <= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A hint for the cache: an order may soon enter or leave at a price.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchLevel(long priceUnits) => CacheHint.Prefetch(ref _map.Hint(priceUnits));

    /// <summary>A hint for the cache: an order will soon enter at a price, behind the last of its level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchTail(long priceUnits) => CacheHint.Prefetch(ref _arena.Nodes[_map.Hint(priceUnits).Tail]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long TakeLevel<TTape>(ref BookLevel level, long lots, ref TTape tape)
        where TTape : struct, IFillTape, allows ref struct
    {
        OrderNode[] nodes = _arena.Nodes;
        int slot = level.Head;
        int gone = 0;
        long before = lots;
        do
        {
            ref OrderNode maker = ref nodes[slot];
            long fill = Math.Min(maker.RemainingLots, lots);
            if (!tape.TryFill(slot, maker, fill))
            {
                break;
            }

            lots -= fill;
            if (fill < maker.RemainingLots)
            {
                maker.RemainingLots -= fill;
                break;
            }

            int next = maker.Next;
            maker.OrderId = 0;
            maker.Next = _arena.Free;
            _arena.Free = slot;
            gone++;
            slot = next;
        }
        while (lots > 0 && slot != OrderArena.None);

        level.Lots -= before - lots;
        level.Orders -= gone;
        level.Head = slot;
        if (slot == OrderArena.None)
        {
            level.Tail = OrderArena.None;
        }
        else
        {
            nodes[slot].Previous = OrderArena.None;
        }

        return lots;
    }

    private void Vacate(long priceUnits)
    {
        if (priceUnits <= _map.BestBidUnits)
        {
            _map.Vacate<Bids>(priceUnits);
        }
        else
        {
            _map.Vacate<Asks>(priceUnits);
        }
    }
}
