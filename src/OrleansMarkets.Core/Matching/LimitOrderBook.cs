using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Matching;

/// <summary>
/// The resting orders of a market: queues by price and time, terms that clearing needs, an index of ids, one list per owner. It allocates
/// only to grow. It decides nothing: the market engine adds, reduces and removes. Each side has its own queues, because while orders are
/// collected for an auction the sides may overlap.
/// </summary>
public sealed class LimitOrderBook
{
    internal const int None = OrderArena.None;
    internal const int MaximumWalkedLevels = 1_000;
    internal const int ImpactFractionBits = 20;

    private readonly OrderArena _arena = new();
    private readonly OrderIndex _slots = new();
    private readonly PriceTimeBook _bids;
    private readonly PriceTimeBook _asks;
    private RestingTerms[] _terms = new RestingTerms[OrderArena.InitialSlots];
    private int[] _ownerHead = [];
    private int[] _ownerTail = [];
    private long _entries;
    private long _buyLots;
    private long _sellLots;

    /// <summary>Makes an empty book.</summary>
    internal LimitOrderBook()
    {
        _bids = new PriceTimeBook(_arena, PriceWindow.Default);
        _asks = new PriceTimeBook(_arena, PriceWindow.Default);
    }

    /// <summary>Number of resting orders.</summary>
    public int Count => _slots.Count;

    /// <summary>Highest buy price, price units; 0 if there is none.</summary>
    public long BestBidUnits => HasBids ? _bids.BestBidUnits : 0;

    /// <summary>Lowest sell price, price units; 0 if there is none.</summary>
    public long BestAskUnits => HasAsks ? _asks.BestAskUnits : 0;

    /// <summary>Whether the best bid reaches the best ask: only while orders are collected for an auction.</summary>
    public bool IsCrossed => _bids.BestBidUnits >= _asks.BestAskUnits;

    /// <summary>Middle of best bid and ask, half to even; 0 if a side is empty or the book is crossed.</summary>
    public long MidUnits =>
        HasBids && HasAsks && !IsCrossed
            ? (long)IntegerMath.Divide((Int128)BestBidUnits + BestAskUnits, 2, RoundingDirection.HalfEven)
            : 0;

    private bool HasBids => _bids.BestBidUnits != LevelMap.NoBid;

    private bool HasAsks => _asks.BestAskUnits != LevelMap.NoAsk;

    /// <summary>Copies the best levels of a side, best first.</summary>
    /// <param name="side">The resting side.</param>
    /// <param name="levels">Where to put them.</param>
    /// <returns>How many were put.</returns>
    public int CopyDepth(Side side, Span<DepthLevel> levels)
    {
        int count = 0;
        for (bool found = TryBest(side, out long price); found && count < levels.Length; found = TryNext(side, price, out price))
        {
            ref readonly BookLevel level = ref Level(side, price);
            levels[count++] = new DepthLevel(price, level.Lots, level.Orders);
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
        Int128 left = notionalQuanta;
        Int128 lotsScaled = 0;
        int walked = 0;
        for (bool found = TryBest(side, out long price); found && walked < MaximumWalkedLevels; found = TryNext(side, price, out price))
        {
            walked++;
            long lots = Level(side, price).Lots;
            Int128 quantaPerLot = (Int128)price * quantaPerUnitLot;
            Int128 levelQuanta = quantaPerLot * lots;
            if (levelQuanta < left)
            {
                left -= levelQuanta;
                lotsScaled += (Int128)lots << ImpactFractionBits;
                continue;
            }

            lotsScaled += IntegerMath.Divide(left << ImpactFractionBits, quantaPerLot, RoundingDirection.HalfEven);
            return lotsScaled == 0
                ? side == Side.Buy ? BestBidUnits : BestAskUnits
                : (long)IntegerMath.Divide(
                    (Int128)notionalQuanta << ImpactFractionBits, lotsScaled * quantaPerUnitLot, RoundingDirection.HalfEven);
        }

        return 0;
    }

    /// <summary>Identity, price, lots and place of the order in a slot.</summary>
    internal ref readonly OrderNode Node(int slot) => ref _arena.Nodes[slot];

    /// <summary>Owner, reserve and conditions of the order in a slot.</summary>
    internal ref RestingTerms Terms(int slot) => ref _terms[slot];

    /// <summary>The level of a side and price that has orders.</summary>
    internal ref readonly BookLevel Level(Side side, long priceUnits) => ref QueuesOf(side).Level(priceUnits);

    /// <summary>Sum of remaining lots of a side.</summary>
    internal long LotsOf(Side side) => side == Side.Buy ? _buyLots : _sellLots;

    /// <summary>The best price of a side.</summary>
    /// <returns>Whether there is one.</returns>
    internal bool TryBest(Side side, out long priceUnits)
    {
        bool isBuy = side == Side.Buy;
        priceUnits = isBuy ? _bids.BestBidUnits : _asks.BestAskUnits;
        return isBuy ? HasBids : HasAsks;
    }

    /// <summary>The best price of a side that is worse than a price.</summary>
    /// <returns>Whether there is one.</returns>
    internal bool TryNext(Side side, long priceUnits, out long next)
    {
        bool isBuy = side == Side.Buy;
        next = isBuy ? _bids.Next<Bids>(priceUnits) : _asks.Next<Asks>(priceUnits);
        return isBuy ? next != LevelMap.NoBid : next != LevelMap.NoAsk;
    }

    /// <summary>Slot of an order; <see cref="None"/> if it does not rest.</summary>
    internal int FindSlot(long orderId) => _slots.Find(orderId);

    /// <summary>Slot of the order of a side that trades first; <see cref="None"/> if the side is empty.</summary>
    internal int BestSlot(Side side) => TryBest(side, out long price) ? Level(side, price).Head : None;

    /// <summary>Oldest order of an owner; <see cref="None"/> if there is none.</summary>
    internal int OldestOf(int owner) => owner < _ownerHead.Length ? _ownerHead[owner] : None;

    /// <summary>Newest order of an owner; <see cref="None"/> if there is none.</summary>
    internal int NewestOf(int owner) => owner < _ownerTail.Length ? _ownerTail[owner] : None;

    /// <summary>Copies the ids of all resting orders in the order of their entry.</summary>
    internal long[] OrderIdsInEntryOrder()
    {
        long[] ids = new long[_slots.Count];
        long[] entries = new long[ids.Length];
        int found = 0;
        for (int slot = 1; slot < _arena.Used; slot++)
        {
            if (_arena.Nodes[slot].OrderId != 0)
            {
                ids[found] = _arena.Nodes[slot].OrderId;
                entries[found++] = _terms[slot].Entry;
            }
        }

        Array.Sort(entries, ids);
        return ids;
    }

    /// <summary>Adds an order behind all of its price.</summary>
    /// <param name="orderId">The market's id of the order: not 0, and not resting.</param>
    /// <param name="priceUnits">Limit price.</param>
    /// <param name="lots">Lots, positive.</param>
    /// <param name="terms">Everything else but the links.</param>
    /// <returns>Its slot.</returns>
    internal int Add(long orderId, long priceUnits, long lots, in RestingTerms terms)
    {
        if (Math.Abs(priceUnits) > PriceTimeBook.MaximumPriceUnits)
        {
            throw new InvalidOperationException($"A book has no price {priceUnits}.");
        }

        int slot = terms.Side == Side.Buy
            ? _bids.Add<Bids>(orderId, priceUnits, lots)
            : _asks.Add<Asks>(orderId, priceUnits, lots);
        if (slot >= _terms.Length)
        {
            Array.Resize(ref _terms, _arena.Nodes.Length);
        }

        ref RestingTerms added = ref _terms[slot];
        added = terms;
        added.Entry = ++_entries;
        AddLots(terms.Side, lots);
        LinkOwner(slot, terms.Owner);
        _slots.Add(orderId, slot);
        return slot;
    }

    /// <summary>Trades an incoming order against a half: <see cref="PriceTimeBook.Take"/>.</summary>
    internal void Take<THalf, TTape>(long limitUnits, long lots, ref TTape tape)
        where THalf : struct, IBookHalf
        where TTape : struct, IFillTape, allows ref struct => QueuesOf(THalf.Side).Take<THalf, TTape>(limitUnits, lots, ref tape);

    /// <summary>Notes a fill of an order whose queue <see cref="Take"/> is about to change.</summary>
    internal void NoteTaken(in OrderNode node, ref RestingTerms terms, long lots, long reserveQuanta)
    {
        AddLots(terms.Side, -lots);
        if (lots < node.RemainingLots)
        {
            terms.ReserveQuanta -= reserveQuanta;
            return;
        }

        UnlinkOwner(ref terms);
        _slots.Remove(node.OrderId);
    }

    /// <summary>Takes lots and reserve from an order that keeps some; its place in the queue stays.</summary>
    internal void Reduce(int slot, long lots, long reserveQuanta)
    {
        ref RestingTerms terms = ref _terms[slot];
        terms.ReserveQuanta -= reserveQuanta;
        AddLots(terms.Side, -lots);
        QueuesOf(terms.Side).Reduce(slot, lots);
    }

    /// <summary>Puts an order at another price, behind all of that price; its slot stays.</summary>
    internal void Move(int slot, long priceUnits)
    {
        ref RestingTerms terms = ref _terms[slot];
        OrderNode node = Node(slot);
        PriceTimeBook queues = QueuesOf(terms.Side);
        queues.Remove(slot);

        // The slot that was freed last is given out first.
        int added = terms.Side == Side.Buy
            ? queues.Add<Bids>(node.OrderId, priceUnits, node.RemainingLots)
            : queues.Add<Asks>(node.OrderId, priceUnits, node.RemainingLots);
        if (added != slot)
        {
            throw new InvalidOperationException($"Order {node.OrderId} moved from slot {slot} to {added}.");
        }

        terms.Entry = ++_entries;
        UnlinkOwner(ref terms);
        LinkOwner(slot, terms.Owner);
    }

    /// <summary>Adds lots that the book does not show to the sum of a side, or takes them from it.</summary>
    internal void AddHidden(Side side, long lots) => AddLots(side, lots);

    /// <summary>Shows hidden lots of an order and puts it behind all orders of its price.</summary>
    internal void Refill(int slot, long lots)
    {
        ref RestingTerms terms = ref _terms[slot];
        QueuesOf(terms.Side).Requeue(slot, lots);
        terms.Entry = ++_entries;
        UnlinkOwner(ref terms);
        LinkOwner(slot, terms.Owner);
    }

    /// <summary>Removes an order.</summary>
    internal void Remove(int slot)
    {
        ref readonly OrderNode node = ref Node(slot);
        ref RestingTerms terms = ref _terms[slot];
        AddLots(terms.Side, -node.RemainingLots);
        UnlinkOwner(ref terms);
        _slots.Remove(node.OrderId);
        QueuesOf(terms.Side).Remove(slot);
    }

    private PriceTimeBook QueuesOf(Side side) => side == Side.Buy ? _bids : _asks;

    private void AddLots(Side side, long lots)
    {
        if (side == Side.Buy)
        {
            _buyLots += lots;
        }
        else
        {
            _sellLots += lots;
        }
    }

    private void LinkOwner(int slot, int owner)
    {
        if (owner >= _ownerHead.Length)
        {
            GrowOwners(owner + 1);
        }

        int tail = _ownerTail[owner];
        ref RestingTerms order = ref _terms[slot];
        order.OwnerPrevious = tail;
        order.OwnerNext = None;
        if (tail == None)
        {
            _ownerHead[owner] = slot;
        }
        else
        {
            _terms[tail].OwnerNext = slot;
        }

        _ownerTail[owner] = slot;
    }

    private void UnlinkOwner(ref RestingTerms order)
    {
        if (order.OwnerPrevious == None)
        {
            _ownerHead[order.Owner] = order.OwnerNext;
        }
        else
        {
            _terms[order.OwnerPrevious].OwnerNext = order.OwnerNext;
        }

        if (order.OwnerNext == None)
        {
            _ownerTail[order.Owner] = order.OwnerPrevious;
        }
        else
        {
            _terms[order.OwnerNext].OwnerPrevious = order.OwnerPrevious;
        }
    }

    private void GrowOwners(int needed)
    {
        int size = Math.Max(needed, Math.Max(64, 2 * _ownerHead.Length));
        Array.Resize(ref _ownerHead, size);
        Array.Resize(ref _ownerTail, size);
    }
}
