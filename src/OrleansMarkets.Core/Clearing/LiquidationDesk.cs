using OrleansMarkets.Core.Clearing.Auctions;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// Decides liquidation and auto-deleveraging steps. Whether an account is liquidatable was decided on rows by its risk grain.
/// </summary>
/// <param name="state">The market's state.</param>
/// <param name="sink">Where decisions go.</param>
/// <param name="matcher">Matching.</param>
/// <param name="orders">Stamps.</param>
/// <param name="conditionals">Waiting orders.</param>
/// <param name="auctions">The dynamic band.</param>
internal sealed class LiquidationDesk(
    MarketState state, EventSink sink, Matcher matcher, OrderDesk orders, ConditionalDesk conditionals, AuctionDesk auctions)
{
    /// <summary>Decides a liquidation step.</summary>
    /// <param name="command">The command, of sound form.</param>
    /// <param name="boundariesDue">Whether boundaries before this step are still to be applied: nothing may trade yet.</param>
    /// <param name="result">What the step did.</param>
    /// <param name="isRepeat">Whether the result is an earlier step's.</param>
    public ResultCode Liquidate(in LiquidateCommand command, bool boundariesDue, out LiquidationResult result, out bool isRepeat)
    {
        ulong hash = CommandHash.Of(command);
        ResultCode code = Admit(
            command.Account, command.Stamp, command.Episode, command.Step, hash, boundariesDue, out result, out isRepeat);
        if (code != ResultCode.Ok || isRepeat)
        {
            return code;
        }

        int index = state.Rows.Find(command.Account);
        long asked = Math.Min(command.Lots, Matcher.Reducible(state.Rows[index].SizeLots, command.Side));
        var taker = new Taker
        {
            OrderId = state.StepSequence,
            Account = command.Account,
            Row = index,
            Side = command.Side,
            ReduceOnly = true,
            LimitPriceUnits = command.LimitPriceUnits,
            RemainingLots = asked,
        };
        auctions.Bound(ref taker);
        matcher.Match(ref taker);
        auctions.InterruptIfStopped(ref taker);
        long fee = FeeOf(command, taker);
        long reward = command.KeeperAccount == 0 ? 0 : RewardOf(taker.FilledQuanta, fee);
        if (fee > 0)
        {
            sink.Emit(new LiquidationFeeEvent(command.Account, command.KeeperAccount, fee, reward));
        }

        result = new LiquidationResult(
            command.Episode,
            command.Step,
            state.StepSequence,
            taker.FilledLots,
            taker.FilledQuanta,
            taker.FeesQuanta,
            fee,
            reward,
            taker.RemainingLots,
            taker.Stopped == CancelReason.Interrupted);
        sink.Emit(new EpisodeStepEvent(command.Account, hash, result));
        return ResultCode.Ok;
    }

    /// <summary>Decides an auto-deleveraging step.</summary>
    /// <param name="command">The command, of sound form.</param>
    /// <param name="boundariesDue">Whether boundaries before this step are still to be applied: nothing may trade yet.</param>
    /// <param name="result">What the step did.</param>
    /// <param name="isRepeat">Whether the result is an earlier step's.</param>
    public ResultCode Deleverage(in DeleverageCommand command, bool boundariesDue, out LiquidationResult result, out bool isRepeat)
    {
        ulong hash = CommandHash.Of(command);
        ResultCode code = Admit(
            command.Account, command.Stamp, command.Episode, command.Step, hash, boundariesDue, out result, out isRepeat);
        if (code != ResultCode.Ok || isRepeat)
        {
            return code;
        }

        int index = state.Rows.Find(command.Account);
        long size = state.Rows[index].SizeLots;
        Side side = size > 0 ? Side.Sell : Side.Buy;
        Int128 asked = 0;
        long closed = 0;
        int mayCancel = MarketLimits.MaximumCancelsPerStep;
        foreach (ref readonly DeleverageCounterparty counterparty in command.Counterparties.Span)
        {
            asked += counterparty.Lots;
            closed += TakeFrom(counterparty, index, side, command.PriceUnits, ref mayCancel);
        }

        if (closed > 0)
        {
            CancelBeyondPosition(index, side);
        }

        Int128 wanted = Int128.Min(asked, Math.Abs(size));
        long notional = IntegerMath.Notional(command.PriceUnits, closed, state.Spec.QuantaPerUnitLot);
        result = new LiquidationResult(
            command.Episode, command.Step, state.StepSequence, closed, notional, 0, 0, 0, (long)(wanted - closed));
        sink.Emit(new EpisodeStepEvent(command.Account, hash, result));
        return ResultCode.Ok;
    }

    // The last step's number gives its result again; an older one has been overtaken. A step that the market refuses is no step of the
    // episode, but the call is seen.
    private ResultCode Admit(
        long account,
        CallStamp stamp,
        long episode,
        int step,
        ulong hash,
        bool boundariesDue,
        out LiquidationResult result,
        out bool isRepeat)
    {
        result = default;
        isRepeat = false;
        bool isNewest = orders.IsNewest(account, stamp);
        if (state.Episodes.TryGetValue(account, out EpisodeStepEvent last)
            && (episode, step).CompareTo((last.Result.Episode, last.Result.Step)) <= 0)
        {
            if (isNewest)
            {
                orders.RaiseStamp(account, stamp);
            }

            if (episode != last.Result.Episode || step != last.Result.Step)
            {
                return ResultCode.Superseded;
            }

            // The number makes it one step: a caller who lost the reply may have planned anew.
            isRepeat = true;
            result = last.Result;
            return ResultCode.Ok;
        }

        if (!isNewest)
        {
            return ResultCode.Superseded;
        }

        orders.RaiseStamp(account, stamp);
        if (boundariesDue || state.Phase is not (MarketPhase.Open or MarketPhase.ReduceOnly))
        {
            return ResultCode.MarketNotOpen;
        }

        return state.IsIndexFresh(state.StepTimeNs) ? ResultCode.Ok : ResultCode.StalePrice;
    }

    // At most what the fills left above the zero price, after the trading fees.
    private long FeeOf(in LiquidateCommand command, in Taker taker)
    {
        Int128 zeroQuanta = (Int128)command.ZeroPriceUnits * taker.FilledLots * state.Spec.QuantaPerUnitLot;
        Int128 above = command.Side == Side.Sell ? taker.FilledQuanta - zeroQuanta : zeroQuanta - taker.FilledQuanta;
        long full = IntegerMath.MulDiv(
            taker.FilledQuanta, state.Parameters.Liquidation!.FeePpm, IntegerMath.Ppm, RoundingDirection.Up);
        return (long)Int128.Clamp(above - taker.FeesQuanta, 0, full);
    }

    private long RewardOf(long closedQuanta, long feeQuanta)
    {
        long share = IntegerMath.MulDiv(
            closedQuanta, state.Parameters.Liquidation!.KeeperRewardPpm, IntegerMath.Ppm, RoundingDirection.Down);
        return Math.Min(share, feeQuanta / 2);
    }

    private long TakeFrom(in DeleverageCounterparty counterparty, int index, Side side, long priceUnits, ref int mayCancel)
    {
        int other = state.Rows.Find(counterparty.Account);
        if (other == RowTable.None || state.Rows[other].OpenOrders > mayCancel)
        {
            return 0;
        }

        Side otherSide = side.Opposite();
        long lots = Math.Min(counterparty.Lots, Matcher.Reducible(state.Rows[index].SizeLots, side));
        lots = Math.Min(lots, Matcher.Reducible(state.Rows[other].SizeLots, otherSide));
        if (lots == 0)
        {
            return 0;
        }

        matcher.Cross(other, index, side, priceUnits, lots);
        mayCancel -= CancelBeyondPosition(other, otherSide);
        return lots;
    }

    // Orders that would close more than the position that is left go, waiting ones first, newest first: they would open risk that nobody
    // has checked.
    private int CancelBeyondPosition(int index, Side closingSide)
    {
        LimitOrderBook book = state.Book;
        long held = Math.Abs(state.Rows[index].SizeLots);
        Int128 closing = conditionals.ClosingLots(index, closingSide);
        for (int slot = book.OldestOf(index); slot != LimitOrderBook.None; slot = book.Terms(slot).OwnerNext)
        {
            closing += book.Terms(slot).Side == closingSide ? state.LotsOf(slot) : 0;
        }

        int cancelled = conditionals.CancelBeyond(index, closingSide, held, ref closing);
        for (int slot = book.NewestOf(index); slot != LimitOrderBook.None && closing > held;)
        {
            int next = book.Terms(slot).OwnerPrevious;
            if (book.Terms(slot).Side == closingSide)
            {
                closing -= state.LotsOf(slot);
                matcher.Cancel(slot, CancelReason.ExceedsPosition);
                cancelled++;
            }

            slot = next;
        }

        return cancelled;
    }
}
