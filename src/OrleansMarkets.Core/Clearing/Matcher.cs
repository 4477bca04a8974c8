using System.Runtime.CompilerServices;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Clearing.Links;
using OrleansMarkets.Core.Funding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// Matching and the arithmetic of a trade: price-time priority, no self-trade, reduce-only clipped to the present position at every fill,
/// icebergs that show new lots behind their price. All amounts of a trade are computed here and nowhere else.
/// </summary>
/// <param name="state">The market's state.</param>
/// <param name="sink">Where decisions go.</param>
/// <param name="links">Linked orders.</param>
internal sealed partial class Matcher(MarketState state, EventSink sink, LinkDesk links)
{
    private long _probe;

    /// <summary>Resting orders that takers have visited since the engine was made.</summary>
    public long Visits { get; private set; }

    /// <summary>Lots that an order of a side can reduce a position by.</summary>
    public static long Reducible(long sizeLots, Side side) => Math.Max(0, side == Side.Sell ? sizeLots : -sizeLots);

    /// <summary>Trades the taker against the book until it is filled, nothing more matches, or the step's limit is reached.</summary>
    public void Match(ref Taker taker)
    {
        if (taker.Side == Side.Buy)
        {
            Match<Asks>(ref taker);
        }
        else
        {
            Match<Bids>(ref taker);
        }
    }

    private void Match<THalf>(ref Taker taker)
        where THalf : struct, IBookHalf
    {
        var tape = new TakerTape(this, ref taker);
        while (taker.RemainingLots > 0)
        {
            state.Book.Take<THalf, TakerTape>(taker.LimitPriceUnits, taker.RemainingLots, ref tape);
            int slot = tape.TakeMet();
            if (slot == LimitOrderBook.None)
            {
                taker.Stopped = taker.RemainingLots > 0 ? CancelReason.NoLiquidity : taker.Stopped;
                return;
            }

            if (!tape.TryVisit())
            {
                taker.Stopped = CancelReason.FillLimit;
                return;
            }

            if (!Meet(ref taker, slot))
            {
                return;
            }
        }
    }

    // An order that is not plain, or the taker's own. Whether the taker goes on.
    private bool Meet(ref Taker taker, int slot)
    {
        if (IsOwn(taker, slot))
        {
            return MeetOwn(ref taker, slot);
        }

        long lots = Fillable(taker, slot, out bool isDead);
        if (isDead)
        {
            Cancel(slot, CancelReason.NothingToReduce);
            return true;
        }

        if (lots == 0)
        {
            taker.Stopped = CancelReason.NothingToReduce;
            return false;
        }

        Trade(ref taker, slot, lots);
        return true;
    }

    /// <summary>Cancels a resting order.</summary>
    public void Cancel(int slot, CancelReason reason) => Reduce(slot, state.LotsOf(slot), reason);

    /// <summary>Takes lots from a resting order without a trade; with the last of them it leaves the book.</summary>
    public void Reduce(int slot, long lots, CancelReason reason) => Reduce(state, sink, slot, lots, reason);

    /// <summary>The same for those who have no matcher.</summary>
    internal static void Reduce(MarketState state, EventSink sink, int slot, long lots, CancelReason reason)
    {
        ref readonly OrderNode order = ref state.Book.Node(slot);
        ref RestingTerms terms = ref state.Book.Terms(slot);
        var cancelled = new OrderCancelledEvent(
            order.OrderId,
            state.Rows[terms.Owner].Account,
            terms.Side,
            order.PriceUnits,
            lots,
            terms.ReserveQuanta - ReserveAfter(terms, state.LotsOf(slot) - lots),
            reason);
        sink.Emit(cancelled, slot);
    }

    /// <summary>Brings a row up to the present funding index, if it differs.</summary>
    public void SettleFunding(int index)
    {
        if (state.Rows[index].FundingIndex != state.FundingIndex)
        {
            PayFunding(index);
        }
    }

    private void PayFunding(int index)
    {
        ref LedgerRow row = ref state.Rows[index];
        long amount = FundingIndex.Payment(row.SizeLots, row.FundingIndex, state.FundingIndex);
        sink.Emit(new FundingPaidEvent(row.Account, amount, state.FundingIndex));
    }

    /// <summary>Moves a position between two accounts at a price outside the book, without fees.</summary>
    /// <param name="counterpartyRow">Row of the other side.</param>
    /// <param name="row">Row of the account whose side is named.</param>
    /// <param name="side">What that account does.</param>
    /// <param name="priceUnits">Price.</param>
    /// <param name="lots">Quantity.</param>
    public void Cross(int counterpartyRow, int row, Side side, long priceUnits, long lots)
    {
        TradeEvent trade = TradeOf(counterpartyRow, row, side, priceUnits, lots);
        sink.Emit(trade, LimitOrderBook.None, counterpartyRow, row);
    }

    // Lots that taker and resting order can trade, and whether the resting order is dead and must go first. Zero of a living order: the
    // taker itself has nothing left to reduce.
    private long Fillable(in Taker taker, int slot, out bool isDead)
    {
        ref RestingTerms order = ref state.Book.Terms(slot);
        isDead = false;
        long lots = Math.Min(taker.RemainingLots, state.Book.Node(slot).RemainingLots);
        if ((order.Flags & OrderFlags.ReduceOnly) != 0)
        {
            lots = Math.Min(lots, Reducible(state.Rows[order.Owner].SizeLots, order.Side));
            if (lots == 0)
            {
                isDead = true;
                return 0;
            }
        }

        return taker.ReduceOnly ? Math.Min(lots, Reducible(state.Rows[taker.Row].SizeLots, taker.Side)) : lots;
    }

    private void Trade(ref Taker taker, int slot, long lots)
    {
        ref RestingTerms terms = ref state.Book.Terms(slot);
        int owner = terms.Owner;
        long left = state.LotsOf(slot) - lots;
        bool isReduceOnly = (terms.Flags & OrderFlags.ReduceOnly) != 0;
        TradeEvent trade = TradeOf(slot, taker.OrderId, taker.Row, taker.Side, state.Book.Node(slot).PriceUnits, lots);
        if (terms.IsLinked)
        {
            links.Filled(trade.MakerOrderId, lots, left == 0);
        }

        sink.Emit(trade, slot, owner, taker.Row);
        taker.Fill(trade);
        if (left > 0 && isReduceOnly && Reducible(state.Rows[owner].SizeLots, taker.Opposite) == 0)
        {
            Cancel(slot, CancelReason.NothingToReduce);
        }
        else if (left > 0 && terms.Extra != OrderExtrasTable.None)
        {
            Refill(slot);
        }
    }

    // A trade with a plain order whose queue the book changes itself.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TradePlain(ref Taker taker, in OrderNode maker, ref RestingTerms terms, long lots)
    {
        MarketParameters parameters = state.Parameters;
        int owner = terms.Owner;
        TradeEvent trade = TradeOf(
            owner,
            taker.Row,
            taker.Side,
            maker.PriceUnits,
            lots,
            maker.OrderId,
            taker.OrderId,
            parameters.MakerFeePpm,
            parameters.TakerFeePpm,
            terms.ReserveQuanta - ReserveAfter(terms, maker.RemainingLots - lots));
        sink.EmitTaken(trade, maker, ref terms, taker.Row);
        taker.Fill(trade);
    }

    // A trade with a resting order: the amounts of both sides, the fees, and what the order's reserve falls by.
    private TradeEvent TradeOf(int makerSlot, long takerOrderId, int takerRow, Side takerSide, long priceUnits, long lots)
    {
        ref RestingTerms maker = ref state.Book.Terms(makerSlot);
        MarketParameters parameters = state.Parameters;
        return TradeOf(
            maker.Owner,
            takerRow,
            takerSide,
            priceUnits,
            lots,
            state.Book.Node(makerSlot).OrderId,
            takerOrderId,
            parameters.MakerFeePpm,
            parameters.TakerFeePpm,
            maker.ReserveQuanta - ReserveAfter(maker, state.LotsOf(makerSlot) - lots));
    }

    // What a trade moves between two accounts, each brought up to the present funding index first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TradeEvent TradeOf(
        int makerRow,
        int takerRow,
        Side takerSide,
        long priceUnits,
        long lots,
        long makerOrderId = 0,
        long takerOrderId = 0,
        long makerFeePpm = 0,
        long takerFeePpm = 0,
        long makerReserveReleased = 0)
    {
        SettleFunding(makerRow);
        SettleFunding(takerRow);
        ref LedgerRow maker = ref state.Rows[makerRow];
        ref LedgerRow taker = ref state.Rows[takerRow];
        long notional = IntegerMath.Notional(priceUnits, lots, state.Spec.QuantaPerUnitLot);
        long signed = takerSide == Side.Buy ? lots : -lots;
        long takerCost = CostDelta(taker, signed, priceUnits, notional, out long takerRealised);
        long makerCost = CostDelta(maker, -signed, priceUnits, notional, out long makerRealised);
        return new TradeEvent(
            makerOrderId,
            takerOrderId,
            maker.Account,
            taker.Account,
            takerSide,
            priceUnits,
            lots,
            notional,
            FeeOf(notional, makerFeePpm),
            FeeOf(notional, takerFeePpm),
            makerRealised,
            takerRealised,
            makerCost,
            takerCost,
            makerReserveReleased);
    }

    /// <summary>The reserve of an order with so many lots left: its share of the reserve at entry, rounded up.</summary>
    internal static long ReserveAfter(in RestingTerms order, long remainingLots) =>
        ReserveAfter(order.OriginalReserveQuanta, remainingLots, order.OriginalLots);

    /// <summary>The reserve of an order with so many of its lots left: its share of the reserve at entry, rounded up.</summary>
    internal static long ReserveAfter(long originalReserveQuanta, long remainingLots, long originalLots) =>
        remainingLots == 0 ? 0
        : remainingLots == originalLots ? originalReserveQuanta
        : IntegerMath.MulDiv(originalReserveQuanta, remainingLots, originalLots, RoundingDirection.Up);

    // A debit is rounded up and a rebate, being negative, toward zero: both against the trader.
    private static long FeeOf(long notionalQuanta, long feePpm) =>
        IntegerMath.PpmUp(notionalQuanta, feePpm);

    // Change of the signed cost, and what is realised. Average cost: a close releases its share of the signed cost, rounded toward zero,
    // and the rest stays with the position; what opens adds its notional. Spot has no position to realise: its cost is the cash that went
    // in, less what came out.
    private long CostDelta(in LedgerRow row, long lots, long priceUnits, long notionalQuanta, out long realisedQuanta)
    {
        long signedNotional = lots > 0 ? notionalQuanta : -notionalQuanta;
        long size = row.SizeLots;
        long delta = size == 0 || (size ^ lots) >= 0 || state.Spec.Kind == MarketKind.Spot
            ? signedNotional
            : CloseDelta(size, row.CostBasisQuanta, lots, priceUnits);
        realisedQuanta = delta - signedNotional;
        return delta;
    }

    private long CloseDelta(long size, long costQuanta, long lots, long priceUnits)
    {
        long held = Math.Abs(size);
        long traded = Math.Abs(lots);
        long closed = Math.Min(held, traded);
        long released = closed == held
            ? costQuanta
            : IntegerMath.MulDiv(costQuanta, closed, held, RoundingDirection.TowardZero);
        long opened = IntegerMath.Notional(priceUnits, traded - closed, state.Spec.QuantaPerUnitLot);
        return (lots > 0 ? opened : -opened) - released;
    }
}
