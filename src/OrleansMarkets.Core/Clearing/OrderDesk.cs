using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// Decides submits, cancels and touches: what was asked before, whether the call is the newest, the checks, the match, the result.
/// </summary>
/// <param name="state">The market's state.</param>
/// <param name="sink">Where decisions go.</param>
/// <param name="matcher">Matching.</param>
internal sealed class OrderDesk(MarketState state, EventSink sink, Matcher matcher)
{
    private readonly AdmissionRules _admission = new(state);

    /// <summary>The checks of orders.</summary>
    public AdmissionRules Admission => _admission;

    /// <summary>Decides a submit.</summary>
    /// <param name="command">The command, of sound form.</param>
    /// <param name="boundariesDue">Whether boundaries before this step are still to be applied: nothing may trade yet.</param>
    /// <param name="isRepeat">Whether the result is an earlier step's.</param>
    public CommandResult Submit(in SubmitCommand command, bool boundariesDue, out bool isRepeat)
    {
        ulong hash = CommandHash.Of(command);
        if (IsSettledBefore(command.Account, command.Id, command.Stamp, hash, out CommandResult known, out isRepeat))
        {
            return known;
        }

        int index = RaiseStamp(command.Account, command.Stamp);
        bool closes = (command.Flags & OrderFlags.ClosePosition) != 0;
        long lots = closes ? Matcher.Reducible(state.Rows[index].SizeLots, command.Side) : command.Lots;
        ResultCode code = _admission.Check(command, lots, index);
        if (boundariesDue && code == ResultCode.Ok)
        {
            code = ResultCode.MarketNotOpen;
        }

        Taker taker = TakerOf(command, state.StepSequence, index, lots);
        if (code == ResultCode.Ok)
        {
            taker.LimitPriceUnits = _admission.LimitOf(command);
            code = CheckBook(command, ref taker);
        }

        CommandResult result = code == ResultCode.Ok ? Work(command, ref taker, lots) : new CommandResult(code, state.StepSequence);
        Store(command.Account, command.Id, hash, command.DeadlineNs, result);
        return result;
    }

    /// <summary>Decides a cancel.</summary>
    /// <param name="command">The command, of sound form.</param>
    /// <param name="isRepeat">Whether the result is an earlier step's.</param>
    public CommandResult Cancel(in CancelCommand command, out bool isRepeat)
    {
        ulong hash = CommandHash.Of(command);
        if (IsSettledBefore(command.Account, command.Id, command.Stamp, hash, out CommandResult known, out isRepeat))
        {
            return known;
        }

        int index = RaiseStamp(command.Account, command.Stamp);
        CommandResult result = _admission.IsInTime(command.DeadlineNs)
            ? CancelNamed(command, index)
            : new CommandResult(ResultCode.DeadlineExpired, state.StepSequence);
        Store(command.Account, command.Id, hash, command.DeadlineNs, result);
        return result;
    }

    /// <summary>Decides a touch.</summary>
    /// <param name="command">The command, of sound form.</param>
    public ResultCode Touch(in TouchCommand command)
    {
        if (!IsNewest(command.Account, command.Stamp))
        {
            return ResultCode.Superseded;
        }

        int index = RaiseStamp(command.Account, command.Stamp);
        if (command.Cancel == TouchCancel.None)
        {
            return ResultCode.Ok;
        }

        CancelOrders(index, command.Cancel == TouchCancel.Opening ? OrderFlags.ReduceOnly : OrderFlags.None, CancelReason.Touched);
        return ResultCode.Ok;
    }

    /// <summary>Whether a call's stamp is above the highest that the market has seen of the account.</summary>
    public bool IsNewest(long account, CallStamp stamp)
    {
        int index = state.Rows.Find(account);
        return index == RowTable.None || stamp > state.Rows[index].Stamp;
    }

    /// <summary>Raises the account's stamp and brings its position up to the present funding index.</summary>
    /// <returns>Index of its row.</returns>
    public int RaiseStamp(long account, CallStamp stamp)
    {
        sink.Emit(new StampRaisedEvent(account, stamp));
        int index = state.Rows.Find(account);
        if (state.Rows[index].SizeLots != 0)
        {
            matcher.SettleFunding(index);
        }

        return index;
    }

    /// <summary>Cancels an account's orders, oldest first.</summary>
    /// <param name="index">Row of the account.</param>
    /// <param name="spared">Orders with any of these flags stay.</param>
    /// <param name="reason">Why.</param>
    /// <param name="side">Only orders of this side; 0 for both.</param>
    /// <param name="tag">Only orders with this tag; 0 for all.</param>
    /// <returns>Lots that left the book.</returns>
    public long CancelOrders(int index, OrderFlags spared, CancelReason reason, Side side = 0, long tag = 0)
    {
        long lots = 0;
        for (int slot = state.Book.OldestOf(index); slot != LimitOrderBook.None;)
        {
            ref RestingTerms order = ref state.Book.Terms(slot);
            int next = order.OwnerNext;
            if ((order.Flags & spared) == 0 && (side == 0 || order.Side == side) && (tag == 0 || state.Extras[order.Extra].Tag == tag))
            {
                lots += state.LotsOf(slot);
                matcher.Cancel(slot, reason);
            }

            slot = next;
        }

        return lots;
    }

    /// <summary>
    /// Whether a command needs no step of its own. A repeated id has its stored result, and its call still settles what the caller reserved
    /// for it; an old call is no result at all.
    /// </summary>
    public bool IsSettledBefore(
        long account, CommandId id, CallStamp stamp, ulong hash, out CommandResult known, out bool isRepeat)
    {
        bool isNewest = IsNewest(account, stamp);
        int stored = state.Results.Find(account, id);
        if (stored == ResultStore.None)
        {
            isRepeat = false;
            known = new CommandResult(ResultCode.Superseded);
            return !isNewest;
        }

        ref StoredResult earlier = ref state.Results[stored];
        isRepeat = earlier.BodyHash == hash || earlier.BodyHash == CommandHash.AnyBody;
        known = isRepeat ? earlier.Result : new CommandResult(ResultCode.DuplicateIdDifferentBody);
        if (isNewest)
        {
            RaiseStamp(account, stamp);
        }

        return true;
    }

    /// <summary>The incoming side of an order.</summary>
    /// <param name="command">The order.</param>
    /// <param name="orderId">Its id.</param>
    /// <param name="index">Row of its account.</param>
    /// <param name="lots">Its quantity.</param>
    public static Taker TakerOf(in SubmitCommand command, long orderId, int index, long lots) => new()
    {
        OrderId = orderId,
        Account = command.Account,
        Row = index,
        Side = command.Side,
        ReduceOnly = (command.Flags & OrderFlags.ReduceOnly) != 0,
        SelfTrade = command.Instructions?.SelfTrade ?? SelfTradePolicy.CancelMaker,
        SelfTradeGroup = command.Instructions?.SelfTradeGroup ?? 0,
        LimitPriceUnits = command.PriceUnits,
        RemainingLots = lots,
    };

    /// <summary>The checks that need the book; an order that slides gets the price at which it rests.</summary>
    public ResultCode CheckBook(in SubmitCommand command, ref Taker taker)
    {
        if ((command.Flags & AdmissionRules.NeverTakes) != 0)
        {
            bool wouldTake = state.Book.TryBest(taker.Opposite, out long best) && taker.Accepts(best);
            bool slides = wouldTake && (command.Flags & OrderFlags.PostOnlySlide) != 0 && TrySlide(ref taker, best);
            return wouldTake && !slides ? ResultCode.WouldTake : ResultCode.Ok;
        }

        return command.TimeInForce == TimeInForce.FillOrKill && !matcher.CanFillWhole(taker)
            ? ResultCode.CannotFillWhole
            : ResultCode.Ok;
    }

    /// <summary>Trades an order that passed all checks, and lets the rest of it rest if it may.</summary>
    /// <param name="command">The order.</param>
    /// <param name="taker">Its incoming side.</param>
    /// <param name="lots">Its quantity, which its reserve is for.</param>
    public CommandResult Work(in SubmitCommand command, ref Taker taker, long lots)
    {
        if ((command.Flags & AdmissionRules.NeverTakes) == 0)
        {
            matcher.Match(ref taker);
        }

        long left = taker.RemainingLots;
        bool mayRest = command.TimeInForce is TimeInForce.GoodTillCancelled or TimeInForce.GoodTillDate
            && taker.Stopped is CancelReason.None or CancelReason.NoLiquidity;
        long resting = left > 0 && mayRest ? left : 0;
        if (resting > 0 && taker.ReduceOnly)
        {
            resting = RestOfReduceOnly(ref taker);
        }

        if (resting > 0)
        {
            Rest(command, taker, resting, lots);
        }

        long cancelled = left - resting + taker.DecrementedLots;
        CancelReason reason = left == resting && taker.DecrementedLots > 0 ? CancelReason.SelfTrade : taker.Stopped;
        ResultCode code = cancelled > 0 && taker.FilledLots + taker.DecrementedLots == 0 && reason == CancelReason.NoLiquidity
            ? ResultCode.NoLiquidity
            : ResultCode.Ok;
        return new CommandResult(
            code,
            state.StepSequence,
            taker.OrderId,
            taker.FilledLots,
            taker.FilledQuanta,
            taker.FeesQuanta,
            resting,
            cancelled,
            cancelled > 0 ? reason : CancelReason.None);
    }

    // One tick behind the best opposite price, if there is such a price.
    private bool TrySlide(ref Taker taker, long best)
    {
        long tick = state.Parameters.TickUnits;
        long behind = taker.Side == Side.Buy ? (best - 1) / tick * tick : ((best / tick) + 1) * tick;
        if (behind <= 0 || !_admission.IsInBand(behind))
        {
            return false;
        }

        taker.LimitPriceUnits = behind;
        return true;
    }

    // All reduce-only orders of an account together close no more than its position: the newest has what the others leave.
    private long RestOfReduceOnly(ref Taker taker)
    {
        long reducible = Matcher.Reducible(state.Rows[taker.Row].SizeLots, taker.Side);
        long room = Math.Max(0, reducible - matcher.ReduceOnlyLotsOf(taker.Row, taker.Side));
        if (taker.RemainingLots > room)
        {
            taker.Stopped = reducible == 0 ? CancelReason.NothingToReduce : CancelReason.ExceedsPosition;
        }

        return Math.Min(taker.RemainingLots, room);
    }

    private void Rest(in SubmitCommand command, in Taker taker, long resting, long lots)
    {
        var order = new RestingTerms { OriginalReserveQuanta = command.ReserveQuanta, OriginalLots = lots };
        sink.Emit(new OrderRestedEvent(
            taker.OrderId,
            command.Account,
            command.Side,
            command.Flags,
            taker.LimitPriceUnits,
            resting,
            lots,
            Matcher.ReserveAfter(order, resting),
            command.ReserveQuanta,
            command.Instructions));
    }

    /// <summary>The resting order of an account that a command names.</summary>
    /// <param name="index">Row of the account.</param>
    /// <param name="account">The account.</param>
    /// <param name="orderId">The order; 0 if it is named by its submit, and then set if that has a result.</param>
    /// <param name="submitId">Id of the command that submitted it.</param>
    /// <returns>Its slot; <see cref="LimitOrderBook.None"/> if it does not rest.</returns>
    public int FindNamed(int index, long account, ref long orderId, CommandId submitId)
    {
        if (orderId == 0)
        {
            int submitted = state.Results.Find(account, submitId);
            orderId = submitted == ResultStore.None ? 0 : state.Results[submitted].Result.OrderId;
        }

        int slot = state.Book.FindSlot(orderId);
        return slot != LimitOrderBook.None && state.Book.Terms(slot).Owner == index ? slot : LimitOrderBook.None;
    }

    /// <summary>Stores a command's result under its id.</summary>
    public void Store(long account, CommandId id, ulong hash, long deadlineNs, in CommandResult result)
    {
        long deadline = Math.Min(deadlineNs, state.StepTimeNs + MarketLimits.MaximumDeadlineNs);
        sink.Emit(new ResultStoredEvent(account, id, hash, deadline + MarketLimits.ResultRetentionNs, result));
    }

    private CommandResult CancelNamed(in CancelCommand command, int index)
    {
        if (command.OrderId == 0 && state.Results.Find(command.Account, command.SubmitId) == ResultStore.None)
        {
            // The submit may still be under way: its id has this result from now on, so that it cannot execute after its cancel.
            var unknown = new CommandResult(ResultCode.OrderNotFound, state.StepSequence);
            long latest = state.StepTimeNs + MarketLimits.MaximumDeadlineNs;
            Store(command.Account, command.SubmitId, CommandHash.AnyBody, latest, unknown);
            return unknown;
        }

        long orderId = command.OrderId;
        int slot = FindNamed(index, command.Account, ref orderId, command.SubmitId);
        if (slot == LimitOrderBook.None)
        {
            return new CommandResult(ResultCode.OrderNotFound, state.StepSequence, orderId);
        }

        state.Results.Prefetch(state.Book.Terms(slot).ResultSlot);
        long lots = state.LotsOf(slot);
        matcher.Cancel(slot, CancelReason.Requested);
        return new CommandResult(
            ResultCode.Ok, state.StepSequence, orderId, CancelledLots: lots, CancelReason: CancelReason.Requested);
    }
}
