using OrleansMarkets.Core.Clearing.Auctions;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Funding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Core.Oracles;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// Decides what time and the exchange itself bring: expired results, premium samples, funding, index and mark, phases, parameters.
/// </summary>
/// <param name="state">The market's state.</param>
/// <param name="sink">Where decisions go.</param>
/// <param name="matcher">Counts visits.</param>
/// <param name="auctions">Auctions.</param>
/// <param name="triggers">Enters orders that waited.</param>
/// <param name="orders">Orders whose time has come.</param>
/// <param name="reduceOnly">Reduce-only orders to be cut.</param>
internal sealed class BoundaryDesk(
    MarketState state,
    EventSink sink,
    Matcher matcher,
    AuctionDesk auctions,
    TriggerDesk triggers,
    OrderDueDesk orders,
    ReduceOnlyDesk reduceOnly)
{
    /// <summary>When the next boundary is due; <see cref="long.MaxValue"/> for never.</summary>
    public long NextNs => Math.Min(Math.Min(state.NextOrderDueNs, auctions.NextNs), NextFundingOrSampleNs);

    private long NextFundingOrSampleNs => Math.Min(state.NextSampleNs, state.NextFundingNs);

    /// <summary>Whether a boundary is due in the present step.</summary>
    public bool AreDue => auctions.IsHeld || NextNs <= state.StepTimeNs;

    /// <summary>Forgets results past their time and applies every boundary not later than the step, up to the step's limits.</summary>
    /// <returns>Whether boundaries are left.</returns>
    public bool ApplyDue()
    {
        int expired = Math.Min(state.Results.DueCount, MarketLimits.MaximumExpiriesPerStep);
        if (expired > 0)
        {
            sink.Emit(new ResultsExpiredEvent(expired));
        }

        long visitedBefore = matcher.Visits;
        if (state.Overfull.Count > 0 && reduceOnly.ClipWaiting())
        {
            return true;
        }

        int ordersSeen = 0;
        for (int applied = 0; ;)
        {
            // What expires at a time is no part of the book at that time.
            bool isHeld = auctions.IsHeld;
            long auctionNs = auctions.NextNs;
            long otherNs = Math.Min(auctionNs, NextFundingOrSampleNs);
            bool isOrder = state.NextOrderDueNs <= state.StepTimeNs && (isHeld || state.NextOrderDueNs <= otherNs);
            if (!isOrder && isHeld)
            {
                if (auctions.Continue())
                {
                    return true;
                }

                continue;
            }

            if (!isOrder && otherNs > state.StepTimeNs)
            {
                return false;
            }

            bool isEnough = isOrder
                ? ordersSeen >= MarketLimits.MaximumDueOrdersPerStep
                : applied++ == MarketLimits.MaximumBoundariesPerStep;
            if (isEnough || matcher.Visits - visitedBefore >= MarketLimits.MaximumFillsPerStep)
            {
                return true;
            }

            if (isOrder)
            {
                ordersSeen += orders.ApplyNext();
            }
            else if (auctionNs <= NextFundingOrSampleNs)
            {
                ApplyAuction();
            }
            else if (state.NextSampleNs <= state.NextFundingNs)
            {
                Sample(state.Parameters.Funding!);
            }
            else
            {
                Fund(state.Parameters.Funding!);
            }
        }
    }

    /// <summary>
    /// Decides an index update. Boundaries of the past are never judged by a later index: while some are due it has to wait.
    /// </summary>
    public ResultCode UpdateIndex(in UpdateIndexCommand command, bool boundariesDue)
    {
        if (boundariesDue)
        {
            return ResultCode.Unavailable;
        }

        if (command.PublishTimeNs <= state.IndexPublishNs)
        {
            return ResultCode.Ok;
        }

        IndexRejectReason reason = Judge(command, out long indexUnits);
        if (reason != IndexRejectReason.None)
        {
            if (reason != state.IndexReason)
            {
                sink.Emit(new IndexUpdatedEvent(
                    reason, state.IndexUnits, state.MarkUnits, state.Basis.ScaledUnits, command.ConfidenceE8, command.PublishTimeNs));
            }

            return ResultCode.StalePrice;
        }

        MarkParameters rules = state.Parameters.Mark;
        long mid = state.Book.MidUnits;
        long elapsed = state.BasisTimeNs == 0 ? 0 : state.StepTimeNs - state.BasisTimeNs;
        BasisAverage basis = state.Basis.Update(rules, indexUnits, mid, elapsed);
        long mark = MarkPrice.Compute(rules, indexUnits, basis, mid, state.LastPriceUnits);
        mark = Math.Min(mark, state.Parameters.MaximumPriceUnits);
        sink.Emit(new IndexUpdatedEvent(
            IndexRejectReason.None, indexUnits, mark, basis.ScaledUnits, command.ConfidenceE8, command.PublishTimeNs));
        if (state.Phase == MarketPhase.CancelOnly && state.TargetPhase != MarketPhase.CancelOnly)
        {
            sink.Emit(new PhaseChangedEvent(state.TargetPhase, state.TargetPhase));
        }

        return ResultCode.Ok;
    }

    /// <summary>Decides an operator's change of phase, of sound form.</summary>
    public ResultCode SetPhase(in SetPhaseCommand command, bool boundariesDue)
    {
        if (state.Phase == MarketPhase.Settled && command.Phase != MarketPhase.Settled)
        {
            return ResultCode.MarketNotOpen;
        }

        MarketPhase target = command.Phase.IsTrading() && !state.IsBatched && state.Auction.IsPending ? CallPhase() : command.Phase;
        bool isReady = state.IsIndexFresh(state.StepTimeNs) && !boundariesDue;
        bool needsIndex = target.IsTrading() || target.IsCall();
        var before = new PhaseChangedEvent(state.Phase, state.TargetPhase);
        var after = new PhaseChangedEvent(needsIndex && !isReady ? MarketPhase.CancelOnly : target, target);
        sink.Emit(new PhaseOrderedEvent(command.Actor, command.Reason, before, after));
        if (target != command.Phase)
        {
            auctions.HoldNow(command.Phase);
        }
        else if (target.IsCall())
        {
            CallAuction(target);
        }

        if (after != before)
        {
            sink.Emit(after);
        }

        return ResultCode.Ok;
    }

    private void ApplyAuction()
    {
        if (auctions.TryDelayed(out int slot))
        {
            triggers.Enter(slot, 0);
        }
        else
        {
            auctions.ApplyNext();
        }
    }

    // What was collected trades in an auction before the market trades otherwise.
    private MarketPhase CallPhase() => state.TargetPhase.IsCall() ? state.TargetPhase : MarketPhase.PreOpen;

    private void CallAuction(MarketPhase phase)
    {
        AuctionParameters? rules = state.Parameters.Auction;
        (long length, MarketPhase after) = phase switch
        {
            MarketPhase.PreOpen => (rules?.PreOpenNs ?? 0, MarketPhase.Open),
            MarketPhase.Closing => (rules?.ClosingNs ?? 0, MarketPhase.Halted),
            _ => (rules?.InterruptionNs ?? 0, state.TargetPhase == MarketPhase.ReduceOnly ? MarketPhase.ReduceOnly : MarketPhase.Open),
        };
        auctions.Call(phase, length, after);
    }

    /// <summary>Decides a new owner's takeover.</summary>
    public ResultCode RaiseEpoch(long epoch)
    {
        if (epoch <= state.Epoch)
        {
            return ResultCode.Superseded;
        }

        bool isPoisoned = state.PreviousQuarantineNs > 0
            && state.LastQuarantineNs - state.PreviousQuarantineNs <= MarketLimits.QuarantineWindowNs;
        sink.Emit(new EpochRaisedEvent(epoch));
        bool traded = state.IsTrading || state.Phase.IsCall();
        MarketPhase target = isPoisoned ? MarketPhase.CancelOnly : state.TargetPhase;
        if (traded || (state.Phase == MarketPhase.CancelOnly && target != state.TargetPhase))
        {
            sink.Emit(new PhaseChangedEvent(MarketPhase.CancelOnly, target));
        }

        return ResultCode.Ok;
    }

    /// <summary>Decides new parameters.</summary>
    public ResultCode SetParameters(MarketParameters next)
    {
        MarketParameters present = state.Parameters;
        if (ParameterRules.AreSame(present, next))
        {
            return ResultCode.Ok;
        }

        if (next.Version != present.Version + 1
            || ParameterRules.Check(state.Spec, next) is not null
            || !ParameterRules.CanValue(state, next))
        {
            return ResultCode.InvalidParameters;
        }

        bool isSchedule = present.Funding?.IntervalNs == next.Funding?.IntervalNs
            && present.Funding?.SamplePeriodNs == next.Funding?.SamplePeriodNs;
        sink.Emit(new ParametersChangedEvent(
            next,
            ParameterRules.BindOrders(present, next) ? next.Version : state.BindingVersion,
            isSchedule ? state.NextSampleNs : FundingSchedule.NextAfter(state.StepTimeNs, next.Funding?.SamplePeriodNs),
            isSchedule ? state.NextFundingNs : FundingSchedule.NextAfter(state.StepTimeNs, next.Funding?.IntervalNs)));
        return ResultCode.Ok;
    }

    // While the index stays invalid or the book crossed nothing else can change, so all samples up to the next funding or auction are
    // passed over at once.
    private void Sample(FundingParameters rules)
    {
        long at = state.NextSampleNs;
        if (state.IsIndexFresh(at) && !state.Book.IsCrossed)
        {
            long quantaPerUnitLot = state.Spec.QuantaPerUnitLot;
            long bid = state.Book.ImpactPriceUnits(Side.Buy, rules.ImpactNotionalQuanta, quantaPerUnitLot);
            long ask = state.Book.ImpactPriceUnits(Side.Sell, rules.ImpactNotionalQuanta, quantaPerUnitLot);
            sink.Emit(new PremiumSampledEvent(at + rules.SamplePeriodNs, true, FundingRate.Premium(bid, ask, state.IndexUnits)));
            return;
        }

        long last = Math.Min(Math.Min(state.StepTimeNs, state.NextFundingNs), auctions.NextNs - 1);
        sink.Emit(new PremiumSampledEvent(FundingSchedule.NextAfter(last, rules.SamplePeriodNs), false, 0));
    }

    private void Fund(FundingParameters rules)
    {
        long at = state.NextFundingNs;
        FundingZeroReason reason = FundingZeroReason.None;
        if (!state.IsIndexFresh(at))
        {
            reason = FundingZeroReason.StaleIndex;
        }
        else if (state.Samples < rules.MinimumSamples)
        {
            reason = FundingZeroReason.TooFewSamples;
        }

        long rate = reason == FundingZeroReason.None ? FundingRate.Compute(rules, state.PremiumPpmSum, state.Samples) : 0;
        long increment = rate == 0 ? 0 : FundingIndex.Increment(rules, rate, state.MarkUnits, state.Spec);
        sink.Emit(new FundingSettledEvent(at, at + rules.IntervalNs, rate, increment, state.MarkUnits, state.Samples, reason));
    }

    private IndexRejectReason Judge(in UpdateIndexCommand command, out long indexUnits)
    {
        indexUnits = 0;
        if (!command.HasQuorum)
        {
            return IndexRejectReason.NoQuorum;
        }

        if (command.PublishTimeNs - state.StepTimeNs > MarketLimits.MaximumIndexLeadNs)
        {
            return IndexRejectReason.FromTheFuture;
        }

        if (state.StepTimeNs - command.PublishTimeNs > state.Parameters.Mark.MaximumIndexAgeNs)
        {
            return IndexRejectReason.Stale;
        }

        indexUnits = command.IndexE8 <= 0
            ? 0
            : (long)IntegerMath.Divide(command.IndexE8, state.Spec.PriceUnitE8, RoundingDirection.HalfEven);
        bool isInRange = indexUnits > 0 && indexUnits <= state.Parameters.MaximumPriceUnits;
        return isInRange ? IndexRejectReason.None : IndexRejectReason.OutOfRange;
    }
}
