using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Matching;

/// <summary>
/// The resting orders of a market by price and time: an arena of order structs with integer links and a last-in-first-out free list, sorted
/// levels per side, one list per owner. It allocates only to grow. It decides nothing: the market engine adds, reduces and removes.
/// </summary>
public sealed class LimitOrderBook
{
    internal const int None = -1;
    internal const int InitialOrders = 1024;
    internal const int MaximumWalkedLevels = 1_000;
    internal const int ImpactFractionBits = 20;

    private readonly BookSide _bids = new();
    private readonly BookSide _asks = new();
    private readonly Dictionary<long, int> _slots = new(InitialOrders);
    private OrderSlot[] _orders = new OrderSlot[InitialOrders];
    private int[] _ownerHead = [];
    private int[] _ownerTail = [];
    private int _used;
    private int _free = None;

    /// <summary>Makes an empty book.</summary>
    internal LimitOrderBook()
    {
    }

    /// <summary>Number of resting orders.</summary>
    public int Count => _slots.Count;

    /// <summary>Highest buy price, price units; 0 if there is none.</summary>
    public long BestBidUnits => _bids.Count == 0 ? 0 : _bids.AtDepth(0).Key;

    /// <summary>Lowest sell price, price units; 0 if there is none.</summary>
    public long BestAskUnits => _asks.Count == 0 ? 0 : -_asks.AtDepth(0).Key;

    /// <summary>Middle of best bid and ask, half to even; 0 if a side is empty.</summary>
    public long MidUnits =>
        _bids.Count == 0 || _asks.Count == 0
            ? 0
            : (long)IntegerMath.Divide((Int128)BestBidUnits + BestAskUnits, 2, RoundingDirection.HalfEven);

    /// <summary>Copies the best levels of a side, best first.</summary>
    /// <param name="side">The resting side.</param>
    /// <param name="levels">Where to put them.</param>
    /// <returns>How many were put.</returns>
    public int CopyDepth(Side side, Span<DepthLevel> levels)
    {
        BookSide book = SideOf(side);
        int count = Math.Min(levels.Length, book.Count);
        for (int depth = 0; depth < count; depth++)
        {
            ref BookLevel level = ref book.AtDepth(depth);
            levels[depth] = new DepthLevel(Math.Abs(level.Key), level.Lots, level.Orders);
        }

        return count;
    }

    /// <summary>Average price of trading a notional into a side's resting orders; at most 1,000 levels are walked.</summary>
    /// <param name="side">The resting side: buy for the impact bid.</param>
    /// <param name="notionalQuanta">Notional, quote quanta, positive.</param>
    /// <param name="quantaPerUnitLot">Quote quanta of one price unit times one lot.</param>
    /// <returns>The average price, price units, half to even; 0 if the side is too shallow.</returns>
    public long ImpactPriceUnits(Side side, long notionalQuanta, long quantaPerUnitLot)
    {
        BookSide book = SideOf(side);
        Int128 left = notionalQuanta;
        Int128 lotsScaled = 0;
        int count = Math.Min(MaximumWalkedLevels, book.Count);
        for (int depth = 0; depth < count; depth++)
        {
            ref BookLevel level = ref book.AtDepth(depth);
            Int128 quantaPerLot = (Int128)Math.Abs(level.Key) * quantaPerUnitLot;
            Int128 levelQuanta = quantaPerLot * level.Lots;
            if (levelQuanta < left)
            {
                left -= levelQuanta;
                lotsScaled += (Int128)level.Lots << ImpactFractionBits;
                continue;
            }

            lotsScaled += IntegerMath.Divide(left << ImpactFractionBits, quantaPerLot, RoundingDirection.HalfEven);
            return lotsScaled == 0
                ? Math.Abs(book.AtDepth(0).Key)
                : (long)IntegerMath.Divide(
                    (Int128)notionalQuanta << ImpactFractionBits, lotsScaled * quantaPerUnitLot, RoundingDirection.HalfEven);
        }

        return 0;
    }

    /// <summary>Reads an order.</summary>
    /// <param name="orderId">The market's id of the order.</param>
    /// <param name="order">Its image.</param>
    /// <returns>Whether it rests.</returns>
    public bool TryGetOrder(long orderId, out RestingOrder order)
    {
        bool found = _slots.TryGetValue(orderId, out int slot);
        order = found ? ImageOf(slot) : default;
        return found;
    }

    /// <summary>Image of the order in a slot.</summary>
    internal RestingOrder ImageOf(int slot)
    {
        ref OrderSlot order = ref _orders[slot];
        return new RestingOrder(
            order.OrderId, order.Side, order.Flags, order.PriceUnits, order.RemainingLots, order.OriginalLots, order.ReserveQuanta);
    }

    /// <summary>The levels of a side.</summary>
    internal BookSide SideOf(Side side) => side == Side.Buy ? _bids : _asks;

    /// <summary>The order in a slot.</summary>
    internal ref OrderSlot Slot(int slot) => ref _orders[slot];

    /// <summary>Slot of an order; −1 if it does not rest.</summary>
    internal int FindSlot(long orderId) => _slots.TryGetValue(orderId, out int slot) ? slot : None;

    /// <summary>Slot of the order of a side that trades first; −1 if the side is empty.</summary>
    internal int BestSlot(Side side)
    {
        BookSide book = SideOf(side);
        return book.Count == 0 ? None : book.AtDepth(0).Head;
    }

    /// <summary>Oldest order of an owner; −1 if there is none.</summary>
    internal int OldestOf(int owner) => owner < _ownerHead.Length ? _ownerHead[owner] : None;

    /// <summary>Newest order of an owner; −1 if there is none.</summary>
    internal int NewestOf(int owner) => owner < _ownerTail.Length ? _ownerTail[owner] : None;

    /// <summary>Copies the ids of all resting orders, rising: the order of their entry.</summary>
    internal long[] OrderIdsInEntryOrder()
    {
        long[] ids = new long[_slots.Count];
        _slots.Keys.CopyTo(ids, 0);
        Array.Sort(ids);
        return ids;
    }

    /// <summary>
    /// Adds an order behind all of its price. Identity, price, quantities and reserves come from <paramref name="order"/>.
    /// </summary>
    /// <returns>Its slot.</returns>
    internal int Add(in OrderSlot order)
    {
        int slot = Allocate();
        ref OrderSlot target = ref _orders[slot];
        target = order;
        target.Next = None;
        BookSide book = SideOf(order.Side);
        ref BookLevel level = ref book.FindOrAdd(KeyOf(order.Side, order.PriceUnits));
        target.Previous = level.Tail;
        if (level.Tail == None)
        {
            level.Head = slot;
        }
        else
        {
            _orders[level.Tail].Next = slot;
        }

        level.Tail = slot;
        level.Orders++;
        book.AddLots(ref level, order.RemainingLots);
        LinkOwner(slot, order.Owner);
        _slots.Add(order.OrderId, slot);
        return slot;
    }

    /// <summary>Takes lots and reserve from an order that keeps some; its place in the queue stays.</summary>
    internal void Reduce(int slot, long lots, long reserveQuanta)
    {
        ref OrderSlot order = ref _orders[slot];
        BookSide book = SideOf(order.Side);
        book.AddLots(ref book.Find(KeyOf(order.Side, order.PriceUnits)), -lots);
        order.RemainingLots -= lots;
        order.ReserveQuanta -= reserveQuanta;
    }

    /// <summary>Removes an order.</summary>
    internal void Remove(int slot)
    {
        ref OrderSlot order = ref _orders[slot];
        BookSide book = SideOf(order.Side);
        long key = KeyOf(order.Side, order.PriceUnits);
        ref BookLevel level = ref book.Find(key);
        if (order.Previous == None)
        {
            level.Head = order.Next;
        }
        else
        {
            _orders[order.Previous].Next = order.Next;
        }

        if (order.Next == None)
        {
            level.Tail = order.Previous;
        }
        else
        {
            _orders[order.Next].Previous = order.Previous;
        }

        book.AddLots(ref level, -order.RemainingLots);
        if (--level.Orders == 0)
        {
            book.Remove(key);
        }

        UnlinkOwner(ref order);
        _slots.Remove(order.OrderId);
        order.Next = _free;
        _free = slot;
    }

    private static long KeyOf(Side side, long priceUnits) => side == Side.Buy ? priceUnits : -priceUnits;

    private int Allocate()
    {
        if (_free != None)
        {
            int slot = _free;
            _free = _orders[slot].Next;
            return slot;
        }

        if (_used == _orders.Length)
        {
            Array.Resize(ref _orders, 2 * _orders.Length);
        }

        return _used++;
    }

    private void LinkOwner(int slot, int owner)
    {
        if (owner >= _ownerHead.Length)
        {
            GrowOwners(owner + 1);
        }

        int tail = _ownerTail[owner];
        ref OrderSlot order = ref _orders[slot];
        order.OwnerPrevious = tail;
        order.OwnerNext = None;
        if (tail == None)
        {
            _ownerHead[owner] = slot;
        }
        else
        {
            _orders[tail].OwnerNext = slot;
        }

        _ownerTail[owner] = slot;
    }

    private void UnlinkOwner(ref OrderSlot order)
    {
        if (order.OwnerPrevious == None)
        {
            _ownerHead[order.Owner] = order.OwnerNext;
        }
        else
        {
            _orders[order.OwnerPrevious].OwnerNext = order.OwnerNext;
        }

        if (order.OwnerNext == None)
        {
            _ownerTail[order.Owner] = order.OwnerPrevious;
        }
        else
        {
            _orders[order.OwnerNext].OwnerPrevious = order.OwnerPrevious;
        }
    }

    private void GrowOwners(int needed)
    {
        int old = _ownerHead.Length;
        int size = Math.Max(needed, Math.Max(64, 2 * old));
        Array.Resize(ref _ownerHead, size);
        Array.Resize(ref _ownerTail, size);
        Array.Fill(_ownerHead, None, old, size - old);
        Array.Fill(_ownerTail, None, old, size - old);
    }
}
