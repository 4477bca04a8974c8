using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Clearing.Pegs;

/// <summary>
/// Decides where pegged orders rest: at their reference plus their offset, no worse than their worst price, never crossing. A reference
/// counts no pegged order, so that none ever follows another one or itself.
/// </summary>
/// <param name="state">The market's state.</param>
/// <param name="sink">Where decisions go.</param>
internal sealed class PegDesk(MarketState state, EventSink sink)
{
    private long _step;
    private int _done;

    /// <summary>Whether a pegged order has not followed its reference yet: the next step goes on.</summary>
    public bool IsPending
    {
        get
        {
            for (int queue = 0; MayMove && queue < PegBook.Queues; queue++)
            {
                if (IsBehind(queue, out _))
                {
                    return true;
                }
            }

            return false;
        }
    }

    // While an auction is called the best prices are limits of those who want to trade in it, no quotes, and may cross: orders that moved
    // away from them would leave the auction that they are there for.
    private bool MayMove => state.Pegs.Count > 0 && state.IsTrading && !state.Auction.IsPending;

    /// <summary>How an order is pegged; not at all by default.</summary>
    public static PegTerms TermsOf(in SubmitCommand command) => command.Instructions?.Peg ?? default;

    /// <summary>The price at which a pegged order would rest now; 0 if there is none.</summary>
    /// <param name="peg">What it follows.</param>
    /// <param name="side">Its side.</param>
    /// <param name="worstUnits">Its worst price.</param>
    /// <param name="referenceUnits">The reference.</param>
    /// <param name="stoppedUnits">The best price of the other side if that keeps it from a better one; else 0.</param>
    public long PriceOf(in PegTerms peg, Side side, long worstUnits, out long referenceUnits, out long stoppedUnits)
    {
        stoppedUnits = 0;
        referenceUnits = ReferenceUnits(peg.Reference, side);
        return referenceUnits == 0 ? 0 : PriceOf(side, referenceUnits, peg.OffsetUnits, worstUnits, out stoppedUnits);
    }

    /// <summary>
    /// Notes that an order that has just come to rest is pegged. Until then it counts as a quote, so the reference and what stopped it are
    /// those of before.
    /// </summary>
    public void Place(long orderId, long account, in PegTerms peg, long worstUnits, long referenceUnits, long stoppedUnits) =>
        sink.Emit(new PegPlacedEvent(
            orderId, account, peg.Reference, peg.OffsetUnits, worstUnits, referenceUnits, stoppedUnits));

    /// <summary>Lets pegged orders follow references that have moved, up to the step's limit.</summary>
    /// <returns>Whether some are left for the next step.</returns>
    public bool Follow()
    {
        if (!MayMove)
        {
            return false;
        }

        if (_step != state.StepSequence)
        {
            (_step, _done) = (state.StepSequence, 0);
        }

        // Orders of one queue that move may let those of another move back that they had stopped: every round brings some nearer to where
        // they should rest and none further away.
        bool isPending = IsPending;
        while (isPending && _done < MarketLimits.MaximumPegMovesPerStep)
        {
            for (int queue = 0; queue < PegBook.Queues; queue++)
            {
                if (IsBehind(queue, out long reference))
                {
                    Follow(queue, reference);
                }
            }

            isPending = IsPending;
        }

        return isPending;
    }

    private bool IsBehind(int queue, out long referenceUnits)
    {
        ref PegQueue present = ref state.Pegs.Queue(queue);
        referenceUnits = present.Count == 0 ? 0 : ReferenceUnits(PegBook.ReferenceOf(queue), PegBook.SideOf(queue));
        return referenceUnits != 0 && (present.Left > 0 || referenceUnits != present.TargetUnits || IsFree(queue, present.StoppedUnits));
    }

    // Whether the best price of the other side that had stopped orders of the queue is another now, or gone.
    private bool IsFree(int queue, long stoppedUnits)
    {
        Side other = PegBook.SideOf(queue).Opposite();
        return stoppedUnits != 0 && (!state.Book.TryBest(other, out long best) || best != stoppedUnits);
    }

    private void Follow(int queue, long referenceUnits)
    {
        ref PegQueue present = ref state.Pegs.Queue(queue);
        int left = referenceUnits == present.TargetUnits && present.Left > 0 ? present.Left : present.Count;
        int orders = Math.Min(left, MarketLimits.MaximumPegMovesPerStep - _done);
        int place = present.Head;
        long stopped = 0;
        for (int visited = 0; visited < orders; visited++)
        {
            PegEntry entry = state.Pegs.Entry(place);
            Reprice(entry, PriceOf(PegBook.SideOf(queue), referenceUnits, entry.OffsetUnits, entry.WorstUnits, out long stoppedUnits));
            stopped = stopped == 0 ? stoppedUnits : stopped;
            place = entry.Next;
        }

        _done += orders;
        if (orders > 0)
        {
            sink.Emit(new PegSweptEvent(PegBook.ReferenceOf(queue), PegBook.SideOf(queue), referenceUnits, orders, stopped));
        }
    }

    private void Reprice(in PegEntry entry, long priceUnits)
    {
        int slot = state.Book.FindSlot(entry.OrderId);
        if (priceUnits > 0 && priceUnits != state.Book.Node(slot).PriceUnits)
        {
            sink.Emit(new PegMovedEvent(entry.OrderId, state.Rows[state.Book.Terms(slot).Owner].Account, priceUnits));
        }
    }

    // On the grid, rounded away from the other side; one tick behind its best price if that is as far as it may go.
    private long PriceOf(Side side, long referenceUnits, long offsetUnits, long worstUnits, out long stoppedUnits)
    {
        long tick = state.Parameters.TickUnits;
        long wanted = referenceUnits + offsetUnits;
        if (side == Side.Buy)
        {
            long price = Math.Min(wanted, worstUnits);
            stoppedUnits = state.Book.TryBest(Side.Sell, out long ask) && price > ask - tick ? ask : 0;
            price = stoppedUnits != 0 ? ask - tick : price;
            return Math.Max(0, price - (price % tick));
        }

        long sell = Math.Max(wanted, worstUnits);
        stoppedUnits = state.Book.TryBest(Side.Buy, out long bid) && sell < bid + tick ? bid : 0;
        sell = stoppedUnits != 0 ? bid + tick : sell;
        sell += (tick - (sell % tick)) % tick;
        return sell > state.Parameters.MaximumPriceUnits ? 0 : sell;
    }

    private long ReferenceUnits(PegReference reference, Side side)
    {
        if (reference == PegReference.Mark)
        {
            return state.MarkUnits;
        }

        if (reference == PegReference.Best)
        {
            return BestOwn(side);
        }

        long bid = BestOwn(Side.Buy);
        long ask = BestOwn(Side.Sell);
        RoundingDirection away = side == Side.Buy ? RoundingDirection.Down : RoundingDirection.Up;
        return bid == 0 || ask == 0 ? 0 : (long)IntegerMath.Divide((Int128)bid + ask, 2, away);
    }

    // The best price of a side at which an order rests that is not pegged; 0 if none is found among the best levels.
    private long BestOwn(Side side)
    {
        int walked = 0;
        for (bool found = state.Book.TryBest(side, out long price);
            found && walked < LimitOrderBook.MaximumWalkedLevels;
            found = state.Book.TryNext(side, price, out price))
        {
            walked++;
            if (state.Book.Level(side, price).Orders > state.Pegs.OrdersAt(side, price))
            {
                return price;
            }
        }

        return 0;
    }
}
