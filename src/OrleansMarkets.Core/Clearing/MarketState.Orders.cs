using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

internal sealed partial class MarketState
{
    private const int TimerKinds = 2;

    private readonly Queue<int> _overfull = new();
    private AmendedOrder _amended;
    private ReducedOrder _reduced;

    /// <summary>What resting orders have beyond plain ones.</summary>
    public OrderExtrasTable Extras { get; } = new();

    /// <summary>When all orders of accounts are cancelled, by <see cref="TimerOf"/>.</summary>
    public TimeHeap CancelTimers { get; } = new();

    /// <summary>Rows whose reduce-only orders may close more than the position that is left, those that wait longest first.</summary>
    public Queue<int> Overfull => _overfull;

    /// <summary>When an order expires or an account's orders are cancelled next; <see cref="long.MaxValue"/> if never.</summary>
    public long NextOrderDueNs => Math.Min(Math.Min(Extras.Expiries.NextNs, Conditionals.Expiries.NextNs), CancelTimers.NextNs);

    /// <summary>Number of a row's timer of a kind.</summary>
    public static int TimerOf(int index, CancelTimerKind kind) => (TimerKinds * index) + (int)kind;

    /// <summary>Row and kind of a timer.</summary>
    public static (int Index, CancelTimerKind Kind) OwnerOf(int timer) => (timer / TimerKinds, (CancelTimerKind)(timer % TimerKinds));

    /// <summary>Lots that a resting order has, shown or hidden.</summary>
    public long LotsOf(int slot)
    {
        int extra = Book.Terms(slot).Extra;
        long shown = Book.Node(slot).RemainingLots;
        return extra == OrderExtrasTable.None ? shown : shown + Extras[extra].HiddenLots;
    }

    /// <summary>Image of the order in a slot of the book.</summary>
    public RestingOrder ImageOf(int slot)
    {
        ref readonly OrderNode node = ref Book.Node(slot);
        ref RestingTerms terms = ref Book.Terms(slot);
        OrderExtras extras = terms.Extra == OrderExtrasTable.None ? default : Extras[terms.Extra];
        return new RestingOrder(
            node.OrderId,
            terms.Side,
            terms.Flags,
            node.PriceUnits,
            node.RemainingLots + extras.HiddenLots,
            terms.OriginalLots + extras.GoneLots,
            terms.ReserveQuanta,
            extras.HiddenLots,
            extras.AmendedSequence == 0 ? node.OrderId : extras.AmendedSequence,
            extras.Instructions);
    }

    /// <summary>Adds an order of a snapshot, whose row counts it already.</summary>
    public void Restore(long orderId, long priceUnits, long lots, RestingTerms terms, bool hasExtras, in OrderExtras extras)
    {
        terms.Extra = hasExtras ? Extras.Add(orderId, extras) : OrderExtrasTable.None;
        AddToBook(orderId, priceUnits, lots - extras.HiddenLots, extras.HiddenLots, terms);
    }

    public void Apply(in OrderRefilledEvent e)
    {
        int slot = RestingSlot(e.OrderId);
        ref RestingTerms order = ref Book.Terms(slot);
        Extras[order.Extra].HiddenLots -= e.Lots;
        Extras.AddHidden(order.Side, Book.Node(slot).PriceUnits, -e.Lots);
        Book.Refill(slot, e.Lots);
    }

    public void Apply(in OrderAmendedEvent e)
    {
        int slot = RestingSlot(e.OrderId);
        ref RestingTerms order = ref Book.Terms(slot);
        long released = order.ReserveQuanta - e.ReserveQuanta;
        if (e.KeepsPlace)
        {
            TakeFromOrder(slot, LotsOf(slot) - e.Lots, released, hiddenFirst: true);
            order.OriginalLots = e.Lots;
            order.OriginalReserveQuanta = e.ReserveQuanta;
            ref OrderExtras extras = ref ExtrasOf(ref order, slot, e.OrderId);
            extras.GoneLots = e.GoneLots;
            extras.AmendedSequence = StepSequence;
            return;
        }

        _amended = new AmendedOrder(e.OrderId, e.GoneLots, order.ResultSlot);
        order.ResultSlot = ResultStore.None;
        TakeFromOrder(slot, LotsOf(slot), order.ReserveQuanta, hiddenFirst: true);
    }

    public void Apply(in ReduceOnlyClippedEvent e)
    {
        for (int done = 0; done < e.Accounts; done++)
        {
            Rows[_overfull.Dequeue()].IsOverfull = false;
        }
    }

    public void Apply(in CancelTimerSetEvent e)
    {
        int timer = TimerOf(Rows.Find(e.Account), e.Kind);
        if (e.AtNs == 0)
        {
            CancelTimers.Remove(timer);
        }
        else
        {
            // Of two at the same time that of the lower account, and of one account the lower kind, comes first.
            CancelTimers.Set(timer, e.AtNs, unchecked((TimerKinds * e.Account) + (int)e.Kind));
        }
    }

    /// <summary>Puts a row behind those whose reduce-only orders are to be cut, if it is not there.</summary>
    public void QueueOverfull(int index)
    {
        ref LedgerRow row = ref Rows[index];
        if (!row.IsOverfull)
        {
            row.IsOverfull = true;
            _overfull.Enqueue(index);
        }
    }

    private void NoteReduceOnly(in TradeEvent e, int makerRow, int takerRow)
    {
        long takerLots = e.TakerSide == Side.Buy ? e.Lots : -e.Lots;
        NoteReduceOnly(takerRow, takerLots);
        NoteReduceOnly(makerRow, -takerLots);
    }

    // A position that shrank, closed or changed its side may leave its reduce-only orders more than there is to reduce.
    private void NoteReduceOnly(int index, long lots)
    {
        ref LedgerRow row = ref Rows[index];
        if (row.OpenReduceOnlyLots == 0)
        {
            return;
        }

        long before = row.SizeLots - lots;
        bool isLost = before != 0 && (row.SizeLots == 0 || (before > 0) != (row.SizeLots > 0));
        if (isLost || row.RestingReduceOnlyLots > Math.Abs(row.SizeLots))
        {
            QueueOverfull(index);
        }
    }

    // An order that was amended goes on with what it had before; its first result still lives as long as it rests.
    private void AddExtras(in OrderRestedEvent e, ref RestingTerms terms, out long shownLots)
    {
        long displayed = e.Instructions?.DisplayLots ?? 0;
        shownLots = displayed == 0 ? e.Lots : Math.Min(displayed, e.Lots);
        bool isPlain = e.Instructions is null or { Parts: InstructionParts.None };
        bool isAmended = _amended.OrderId == e.OrderId;
        terms.ResultSlot = isAmended ? _amended.ResultSlot : ResultStore.None;
        bool isReduced = _reduced.OrderId == e.OrderId;
        if (isPlain && !isAmended && !isReduced)
        {
            return;
        }

        var extras = new OrderExtras
        {
            Instructions = isPlain ? null : e.Instructions,
            HiddenLots = e.Lots - shownLots,
            GoneLots = isReduced ? _reduced.GoneLots : 0,
        };
        if (isAmended)
        {
            extras.GoneLots = _amended.GoneLots;
            extras.AmendedSequence = StepSequence;
            _amended = default;
        }

        terms.Extra = Extras.Add(e.OrderId, extras);
    }

    // With the amendment's own result: the result of an amended order that did not rest again begins to wait, and its group is told.
    private void EndAmendment()
    {
        if (_amended.OrderId != 0)
        {
            QueueResult(_amended.ResultSlot);
            LeaveGroup(_amended.OrderId);
            _amended = default;
        }
    }

    private ref OrderExtras ExtrasOf(ref RestingTerms order, int slot, long orderId)
    {
        if (order.Extra == OrderExtrasTable.None)
        {
            order.Extra = Extras.Add(orderId, default);
            Extras[order.Extra].Slot = slot;
        }

        return ref Extras[order.Extra];
    }

    private void AddToBook(long orderId, long priceUnits, long shownLots, long hiddenLots, in RestingTerms terms)
    {
        Rows[terms.Owner].RestingReduceOnlyLots += (terms.Flags & OrderFlags.ReduceOnly) == 0 ? 0 : shownLots + hiddenLots;
        int slot = Book.Add(orderId, priceUnits, shownLots, terms);
        if (terms.Extra != OrderExtrasTable.None)
        {
            Extras[terms.Extra].Slot = slot;
            AddHidden(slot, hiddenLots);
        }
    }

    // The side has these lots whether it shows them or not.
    private void AddHidden(int slot, long lots)
    {
        Side side = Book.Terms(slot).Side;
        if (lots != 0)
        {
            Book.AddHidden(side, lots);
            Extras.AddHidden(side, Book.Node(slot).PriceUnits, lots);
        }
    }

    private void TakeFromIceberg(int slot, int extra, long lots, long reserveQuanta, bool hiddenFirst)
    {
        ref OrderExtras extras = ref Extras[extra];
        long hidden = hiddenFirst ? Math.Min(lots, extras.HiddenLots) : 0;
        extras.HiddenLots -= hidden;
        AddHidden(slot, -hidden);
        Book.Reduce(slot, lots - hidden, reserveQuanta);
    }

    private readonly record struct AmendedOrder(long OrderId, long GoneLots, int ResultSlot);

    // An order that is being entered and had more lots when it began to wait.
    private readonly record struct ReducedOrder(long OrderId, long GoneLots);
}
