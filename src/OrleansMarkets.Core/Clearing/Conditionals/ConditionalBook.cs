using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Conditionals;

/// <summary>
/// The waiting orders of a market: by id, by owner, and for each price source and direction by trigger price, equal prices by place. It
/// knows for each source which prices it has had since it was last looked at, so that nothing is missed that happened between. It
/// decides nothing, and allocates only to grow.
/// </summary>
internal sealed class ConditionalBook
{
    internal const int None = 0;
    internal const int Sources = 3;
    internal const int InitialSlots = 64;

    private readonly SlotMap _slots = new();
    private readonly TriggerHeap _ready = new();
    private readonly TriggerHeap[] _firesRising = [new(), new(), new()];
    private readonly TriggerHeap[] _firesFalling = [new(), new(), new()];
    private readonly TriggerHeap[] _movesRising = [new(), new(), new()];
    private readonly TriggerHeap[] _movesFalling = [new(), new(), new()];
    private readonly List<int> _fresh = [];
    private readonly PriceSpan[] _fires = new PriceSpan[Sources];
    private readonly PriceSpan[] _moves = new PriceSpan[Sources];
    private WaitingOrder[] _orders = new WaitingOrder[InitialSlots];
    private int[] _ownerHead = [];
    private int[] _ownerTail = [];
    private int _free = None;
    private int _used = 1;
    private long _buyLots;
    private long _sellLots;

    /// <summary>Expiries of waiting orders by slot.</summary>
    public TimeHeap Expiries { get; } = new();

    /// <summary>Number of waiting orders.</summary>
    public int Count => _slots.Count;

    /// <summary>One more than the highest slot that was ever given out.</summary>
    public int Used => _used;

    /// <summary>The order in a slot; valid until the next <see cref="Add"/>.</summary>
    public ref WaitingOrder this[int slot] => ref _orders[slot];

    /// <summary>Whether a price has reached an order or moves a trigger.</summary>
    public bool IsPending => TryNext(out _, out _) || TryNextMove(out _, out _);

    /// <summary>Sum of the lots of a side, but for orders that close whatever position there is.</summary>
    public long LotsOf(Side side) => side == Side.Buy ? _buyLots : _sellLots;

    /// <summary>Slot of an order; <see cref="None"/> if it does not wait.</summary>
    public int FindSlot(long orderId) => _slots.Find(orderId);

    /// <summary>Oldest order of an owner; <see cref="None"/> if there is none.</summary>
    public int OldestOf(int owner) => owner < _ownerHead.Length ? _ownerHead[owner] : None;

    /// <summary>Newest order of an owner; <see cref="None"/> if there is none.</summary>
    public int NewestOf(int owner) => owner < _ownerTail.Length ? _ownerTail[owner] : None;

    /// <summary>Prices of a source that have not been compared with triggers yet.</summary>
    public ref PriceSpan Fires(TriggerPrice source) => ref _fires[(int)source];

    /// <summary>Prices of a source that trailing stops have not followed yet.</summary>
    public ref PriceSpan Moves(TriggerPrice source) => ref _moves[(int)source];

    /// <summary>Adds an order.</summary>
    /// <param name="order">Everything but the links; its id neither 0 nor waiting.</param>
    /// <param name="isFresh">Whether it begins to watch prices at the end of the step only.</param>
    public void Add(in WaitingOrder order, bool isFresh)
    {
        int slot = Allocate();
        if (order.Instructions.ExpiresNs != 0)
        {
            Expiries.Set(slot, order.Instructions.ExpiresNs, order.OrderId);
        }

        _orders[slot] = order;
        LinkOwner(slot, order.Owner);
        _slots.Add(order.OrderId, slot);
        AddLots(order, order.Lots);
        if (isFresh)
        {
            Freshen(slot);
        }
        else
        {
            Enqueue(slot);
        }
    }

    /// <summary>Takes lots and reserve from an order that keeps some.</summary>
    public void Reduce(int slot, long lots, long reserveQuanta)
    {
        ref WaitingOrder order = ref _orders[slot];
        order.Lots -= lots;
        order.ArmedLots = Math.Min(order.ArmedLots, order.Lots);
        order.ReserveQuanta -= reserveQuanta;
        AddLots(order, -lots);
        if (order.ArmedLots == 0)
        {
            Dequeue(slot);
        }
    }

    /// <summary>Gives an order new terms; unless it keeps its place, it watches its trigger from the end of the step on.</summary>
    /// <param name="slot">Where it waits.</param>
    /// <param name="terms">Its new terms.</param>
    /// <param name="sequence">The present step.</param>
    public void Amend(int slot, in WaitingAmendedEvent terms, long sequence)
    {
        ref WaitingOrder order = ref _orders[slot];
        AddLots(order, terms.Lots - order.Lots);
        order.Lots = terms.Lots;
        order.ArmedLots = terms.ArmedLots;
        order.OriginalLots = terms.Lots;
        order.GoneLots = terms.GoneLots;
        order.ReserveQuanta = terms.ReserveQuanta;
        order.OriginalReserveQuanta = terms.ReserveQuanta;
        order.PriceUnits = terms.PriceUnits;
        order.WorstPriceUnits = terms.WorstPriceUnits;
        order.TriggerUnits = terms.TriggerUnits;
        order.NextMoveUnits = terms.NextMoveUnits;
        order.Version = sequence;
        order.Trigger = order.Trigger with
        {
            PriceUnits = order.Trigger.Kind == TriggerKind.TrailingStop ? 0 : terms.TriggerUnits,
            TrailUnits = terms.TrailUnits,
            TrailPpm = terms.TrailPpm,
        };
        if (!terms.KeepsPlace)
        {
            order.Place = sequence;
            Freshen(slot);
        }
    }

    /// <summary>Removes an order.</summary>
    public void Remove(int slot)
    {
        Dequeue(slot);
        Expiries.Remove(slot);
        ref WaitingOrder order = ref _orders[slot];
        AddLots(order, -order.Lots);
        UnlinkOwner(ref order);
        _slots.Remove(order.OrderId);
        order = default;
        order.OwnerNext = _free;
        _free = slot;
    }

    /// <summary>Says how many lots may execute and where its trigger is; it watches that from the end of the step on.</summary>
    public void Arm(int slot, long armedLots, long triggerUnits, long nextMoveUnits)
    {
        ref WaitingOrder order = ref _orders[slot];
        order.ArmedLots = armedLots;
        order.TriggerUnits = triggerUnits;
        order.NextMoveUnits = nextMoveUnits;
        Freshen(slot);
    }

    /// <summary>
    /// The order that executes next: first those that wait for no price, then by last, mark, index; rising before falling; the trigger that
    /// was passed first; the oldest.
    /// </summary>
    /// <param name="slot">Its slot.</param>
    /// <param name="priceUnits">The price that reached it; 0 without a trigger.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryNext(out int slot, out long priceUnits)
    {
        priceUnits = 0;
        if (_ready.TryPeek(out _, out slot))
        {
            return true;
        }

        for (int source = 0; source < Sources; source++)
        {
            if (IsReached(_firesRising[source], _firesFalling[source], _fires[source], out slot, out priceUnits))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The trailing stop whose trigger moves next, in the same order of sources.</summary>
    /// <param name="slot">Its slot.</param>
    /// <param name="bestUnits">The best price that it has not followed yet.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryNextMove(out int slot, out long bestUnits)
    {
        slot = None;
        bestUnits = 0;
        for (int source = 0; source < Sources; source++)
        {
            if (IsReached(_movesRising[source], _movesFalling[source], _moves[source], out slot, out bestUnits))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes in a price of a source.</summary>
    public void Extend(TriggerPrice source, long priceUnits)
    {
        _fires[(int)source].Extend(priceUnits);
        _moves[(int)source].Extend(priceUnits);
    }

    /// <summary>
    /// Forgets prices that have done all they can do: what is left is the present one, and those that were placed, armed or moved watch it
    /// from now on. What the step could not finish stays.
    /// </summary>
    /// <param name="lastUnits">The last trade's price.</param>
    /// <param name="markUnits">The mark.</param>
    /// <param name="indexUnits">The index.</param>
    /// <param name="trades">Whether the market trades; else nothing of the past counts.</param>
    public void Settle(long lastUnits, long markUnits, long indexUnits, bool trades)
    {
        if (trades && IsPending)
        {
            return;
        }

        for (int source = 0; source < Sources; source++)
        {
            long present = source switch { 0 => lastUnits, 1 => markUnits, _ => indexUnits };
            _fires[source].Reset(present);
            _moves[source].Reset(present);
        }

        EnqueueFresh();
    }

    private static bool IsReached(TriggerHeap rising, TriggerHeap falling, in PriceSpan span, out int slot, out long priceUnits)
    {
        slot = None;
        priceUnits = span.HighUnits;
        if (span.HighUnits == 0)
        {
            return false;
        }

        if (rising.TryPeek(out long key, out slot) && key <= span.HighUnits)
        {
            return true;
        }

        priceUnits = span.LowUnits;
        return falling.TryPeek(out key, out slot) && -key >= span.LowUnits;
    }

    private void Freshen(int slot)
    {
        Dequeue(slot);
        _orders[slot].IsFresh = true;
        _fresh.Add(slot);
    }

    private void EnqueueFresh()
    {
        foreach (int slot in _fresh)
        {
            ref WaitingOrder order = ref _orders[slot];
            if (order.OrderId != 0 && order.IsFresh)
            {
                order.IsFresh = false;
                Enqueue(slot);
            }
        }

        _fresh.Clear();
    }

    private void Enqueue(int slot)
    {
        ref WaitingOrder order = ref _orders[slot];
        TriggerTerms trigger = order.Trigger;
        if (order.ArmedLots == 0)
        {
            return;
        }

        if (trigger.Kind == TriggerKind.None)
        {
            _ready.Add(slot, 0, order.Place);
            return;
        }

        bool rises = order.FiresRising;
        int source = (int)trigger.Source;
        if (order.TriggerUnits > 0)
        {
            (rises ? _firesRising : _firesFalling)[source].Add(slot, Key(rises, order.TriggerUnits), order.Place);
        }

        if (order.NextMoveUnits > 0)
        {
            (rises ? _movesFalling : _movesRising)[source].Add(slot, Key(!rises, order.NextMoveUnits), order.Place);
        }
    }

    private void Dequeue(int slot)
    {
        ref WaitingOrder order = ref _orders[slot];
        int source = (int)order.Trigger.Source;
        bool rises = order.FiresRising;
        _ready.Remove(slot);
        (rises ? _firesRising : _firesFalling)[source].Remove(slot);
        (rises ? _movesFalling : _movesRising)[source].Remove(slot);
    }

    // The price that is passed first has the smallest key.
    private static long Key(bool rises, long priceUnits) => rises ? priceUnits : -priceUnits;

    private void AddLots(in WaitingOrder order, long lots)
    {
        if ((order.Flags & OrderFlags.ClosePosition) != 0)
        {
            return;
        }

        if (order.Side == Side.Buy)
        {
            _buyLots += lots;
        }
        else
        {
            _sellLots += lots;
        }
    }

    private int Allocate()
    {
        int slot = _free;
        if (slot != None)
        {
            _free = _orders[slot].OwnerNext;
            return slot;
        }

        if (_used == _orders.Length)
        {
            Array.Resize(ref _orders, 2 * _used);
        }

        return _used++;
    }

    private void LinkOwner(int slot, int owner)
    {
        if (owner >= _ownerHead.Length)
        {
            int size = Math.Max(owner + 1, Math.Max(InitialSlots, 2 * _ownerHead.Length));
            Array.Resize(ref _ownerHead, size);
            Array.Resize(ref _ownerTail, size);
        }

        int tail = _ownerTail[owner];
        ref WaitingOrder order = ref _orders[slot];
        order.OwnerPrevious = tail;
        order.OwnerNext = None;
        (tail == None ? ref _ownerHead[owner] : ref _orders[tail].OwnerNext) = slot;
        _ownerTail[owner] = slot;
    }

    private void UnlinkOwner(ref WaitingOrder order)
    {
        int next = order.OwnerNext;
        int previous = order.OwnerPrevious;
        (previous == None ? ref _ownerHead[order.Owner] : ref _orders[previous].OwnerNext) = next;
        (next == None ? ref _ownerTail[order.Owner] : ref _orders[next].OwnerPrevious) = previous;
    }
}
