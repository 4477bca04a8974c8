using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Auctions;

/// <summary>
/// Decides when auctions are called and held, and when delayed orders are matched. An auction is held in one step or in several, which no
/// other trade comes between.
/// </summary>
/// <param name="state">The market's state.</param>
/// <param name="sink">Where decisions go.</param>
/// <param name="matcher">Trades.</param>
internal sealed class AuctionDesk(MarketState state, EventSink sink, Matcher matcher)
{
    private readonly AuctionBook _book = new(state);

    /// <summary>When something is due next: an auction, a delayed order or an indication; <see cref="long.MaxValue"/> for never.</summary>
    public long NextNs
    {
        get
        {
            AuctionState auction = state.Auction;
            bool isCall = state.Phase.IsCall();
            long next = auction.IsPending && (isCall || state.IsTrading) ? auction.DueNs : long.MaxValue;

            // An auction whose time has come needs no indication of an earlier time: it would be held then, before what comes in between.
            next = isCall && auction.DueNs > state.StepTimeNs ? Math.Min(next, auction.NextIndicationNs) : next;
            return state.IsTrading ? Math.Min(next, NextDelayedNs()) : next;
        }
    }

    /// <summary>Whether an auction is being held whose trades are not all done, and may go on in this phase.</summary>
    public bool IsHeld => state.Auction.IsHeld && (state.Phase.IsCall() || state.IsTrading);

    /// <summary>Whether what is due is a delayed order.</summary>
    /// <param name="slot">Where it waits.</param>
    public bool TryDelayed(out int slot)
    {
        bool isDue = state.IsTrading && NextDelayedNs() <= Math.Min(state.StepTimeNs, state.Auction.DueNs);
        slot = isDue ? state.Conditionals.FindSlot(state.Auction.Delayed.Peek().OrderId) : ConditionalBook.None;
        return isDue;
    }

    /// <summary>Applies what else is due: an auction, or the indication of its price.</summary>
    public void ApplyNext()
    {
        if (state.Auction.DueNs <= state.StepTimeNs)
        {
            Hold();
        }
        else
        {
            long next = FundingSchedule.NextAfter(state.StepTimeNs, MarketLimits.IndicationPeriodNs);
            sink.Emit(new AuctionIndicatedEvent(FindPrice(), next));
        }
    }

    /// <summary>Trades what an auction that is being held has left, up to the step's limit.</summary>
    /// <returns>Whether something is left for the next step.</returns>
    public bool Continue()
    {
        int visits = 0;
        while (TryPair(out int buy, out int sell))
        {
            if (visits++ == MarketLimits.MaximumFillsPerStep)
            {
                return true;
            }

            matcher.TradeInAuction(buy, sell, state.Auction.PriceUnits);
        }

        return CancelImmediate(MarketLimits.MaximumFillsPerStep - visits) || End();
    }

    /// <summary>Calls an auction and begins to collect orders for it.</summary>
    /// <param name="phase">The phase in which they are collected.</param>
    /// <param name="lengthNs">For how long; 0 until an operator says so.</param>
    /// <param name="after">The phase that follows.</param>
    public PhaseChangedEvent Call(MarketPhase phase, long lengthNs, MarketPhase after)
    {
        long now = state.StepTimeNs;
        sink.Emit(new AuctionCalledEvent(
            lengthNs == 0 ? long.MaxValue : now + lengthNs,
            after,
            FundingSchedule.NextAfter(now, MarketLimits.IndicationPeriodNs),
            state.UntradedInterruptions + (phase == MarketPhase.Interrupted ? 1 : 0)));
        return new PhaseChangedEvent(phase, phase);
    }

    /// <summary>Makes the auction that is called due at once.</summary>
    public void HoldNow(MarketPhase after) => sink.Emit(
        new AuctionCalledEvent(state.StepTimeNs, after, long.MaxValue, state.UntradedInterruptions));

    /// <summary>In a market of batches: calls the auction of the present window as soon as there is something for it to do.</summary>
    public void CallBatch()
    {
        AuctionState auction = state.Auction;
        if (!auction.IsPending && (state.Book.IsCrossed || auction.Immediate.Count > 0))
        {
            long window = state.Parameters.Auction!.BatchWindowNs;
            long due = FundingSchedule.NextAfter(state.StepTimeNs, window);
            sink.Emit(new AuctionCalledEvent(due, state.Phase, long.MaxValue, state.UntradedInterruptions));
        }
    }

    /// <summary>When an order that would take is to be matched.</summary>
    /// <returns>Whether it is delayed at all.</returns>
    public bool TryDelay(in Taker taker, OrderFlags flags, out long dueNs)
    {
        dueNs = 0;
        bool isDelayed = state.Parameters.Auction is { TakerDelayNs: > 0 }
            && !NeverTakes(flags)
            && state.Book.TryBest(taker.Opposite, out long best)
            && taker.Accepts(best);
        if (isDelayed)
        {
            // A shorter delay never overtakes orders that came before it.
            dueNs = NotBeforeOthers(state.StepTimeNs + state.Parameters.Auction!.TakerDelayNs);
        }

        return isDelayed;
    }

    /// <summary>Keeps an incoming order that may take inside the dynamic band that there is before it.</summary>
    public void Bound(ref Taker taker, OrderFlags flags)
    {
        if (state.Parameters.Auction is { InterruptionBandPpm: > 0 } && !state.IsCollecting && !NeverTakes(flags))
        {
            Bound(ref taker);
        }
    }

    /// <summary>Keeps a liquidation, which is never collected, inside the dynamic band.</summary>
    public void Bound(ref Taker taker)
    {
        if (state.Parameters.Auction is not { InterruptionBandPpm: > 0 } rules || DynamicBand.Of(state, rules) is not { } band)
        {
            return;
        }

        taker.WantedUnits = taker.LimitPriceUnits;
        bool isBuy = taker.Side == Side.Buy;
        taker.LimitPriceUnits = isBuy ? Math.Min(taker.WantedUnits, band.HighUnits) : Math.Max(taker.WantedUnits, band.LowUnits);
        if (state.Book.TryBest(taker.Opposite, out long best) && !band.Holds(best))
        {
            taker.LimitPriceUnits = isBuy ? Math.Min(taker.LimitPriceUnits, best - 1) : Math.Max(taker.LimitPriceUnits, best + 1);
        }
    }

    /// <summary>Interrupts the market if an order's next trade would leave the dynamic band.</summary>
    public void InterruptIfStopped(ref Taker taker)
    {
        bool isStopped = taker.WantedUnits != 0
            && taker.RemainingLots > 0
            && taker.Stopped == CancelReason.NoLiquidity
            && state.Book.TryBest(taker.Opposite, out long best)
            && (taker.Side == Side.Buy ? best <= taker.WantedUnits : best >= taker.WantedUnits);
        if (isStopped)
        {
            taker.Stopped = CancelReason.Interrupted;
            sink.Emit(Call(MarketPhase.Interrupted, state.Parameters.Auction!.InterruptionNs, state.Phase));
        }
    }

    private static bool NeverTakes(OrderFlags flags) => (flags & (OrderFlags.PostOnly | OrderFlags.PostOnlySlide)) != 0;

    // Orders that were cancelled for self-trade or with nothing to reduce may leave others that cross but do not accept the price: they
    // trade in another round, at a price of their own.
    private bool TryPair(out int buy, out int sell)
    {
        if (_book.TryPair(out buy, out sell))
        {
            return true;
        }

        if (!state.Book.IsCrossed)
        {
            return false;
        }

        sink.Emit(new AuctionPricedEvent(FindPrice()));
        return _book.TryPair(out buy, out sell);
    }

    private long Reference() => state.LastPriceUnits != 0 ? state.LastPriceUnits : state.MarkUnits;

    private AuctionPrice FindPrice() => _book.FindPrice(Reference());

    // A market opens on a fresh index only; until there is one, it is cancel-only, and the auction stays called.
    private void Hold()
    {
        AuctionState auction = state.Auction;
        bool opens = state.Phase.IsCall() && auction.After.IsTrading();
        if (opens && !state.IsIndexFresh(state.StepTimeNs))
        {
            sink.Emit(new PhaseChangedEvent(MarketPhase.CancelOnly, state.Phase));
            return;
        }

        AuctionPrice price = FindPrice();
        bool interrupts = state.IsTrading
            && price.VolumeLots > 0
            && state.Parameters.Auction is { InterruptionBandPpm: > 0 } rules
            && DynamicBand.Of(state, rules) is { } band
            && !band.Holds(price.PriceUnits);
        if (interrupts)
        {
            sink.Emit(Call(MarketPhase.Interrupted, state.Parameters.Auction!.InterruptionNs, state.Phase));
            return;
        }

        sink.Emit(new AuctionPricedEvent(price));
    }

    private bool CancelImmediate(int mayCancel)
    {
        Queue<long> orders = state.Auction.Immediate;
        for (int cancelled = 0; orders.TryPeek(out long id); orders.Dequeue())
        {
            int slot = state.Book.FindSlot(id);
            if (slot == LimitOrderBook.None)
            {
                continue;
            }

            if (cancelled++ >= mayCancel)
            {
                return true;
            }

            matcher.Cancel(slot, CancelReason.AuctionEnded);
        }

        return false;
    }

    private bool End()
    {
        MarketPhase after = state.Auction.After;
        sink.Emit(default(AuctionEndedEvent));
        if (state.Phase.IsCall())
        {
            bool isReady = !after.IsTrading() || state.IsIndexFresh(state.StepTimeNs);
            sink.Emit(new PhaseChangedEvent(isReady ? after : MarketPhase.CancelOnly, after));
        }

        return false;
    }

    // Orders that were cancelled, or matched already, are passed over.
    private long NextDelayedNs()
    {
        Queue<OrderDelayedEvent> orders = state.Auction.Delayed;
        while (orders.TryPeek(out OrderDelayedEvent next))
        {
            if (state.Conditionals.FindSlot(next.OrderId) != ConditionalBook.None)
            {
                return next.DueNs;
            }

            orders.Dequeue();
        }

        return long.MaxValue;
    }

    // All are looked at only after the delay was shortened, until those of before are done.
    private long NotBeforeOthers(long dueNs)
    {
        if (state.Auction.LatestDelayedNs <= dueNs)
        {
            return dueNs;
        }

        foreach (OrderDelayedEvent other in state.Auction.Delayed)
        {
            bool isAlive = state.Conditionals.FindSlot(other.OrderId) != ConditionalBook.None;
            dueNs = isAlive ? Math.Max(dueNs, other.DueNs) : dueNs;
        }

        return dueNs;
    }
}
