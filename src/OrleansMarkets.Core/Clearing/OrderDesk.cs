using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Conditionals;
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
/// <param name="conditionals">Orders that wait.</param>
internal sealed class OrderDesk(MarketState state, EventSink sink, Matcher matcher, ConditionalDesk conditionals)
{
    private readonly AdmissionRules _admission = new(state);

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
        ResultCode code = _admission.Check(command, index);
        if (boundariesDue && code == ResultCode.Ok)
        {
            code = ResultCode.MarketNotOpen;
        }

        CommandResult result = code == ResultCode.Ok ? Enter(command, index) : new CommandResult(code, state.StepSequence);
        Store(command.Account, command.Id, hash, command.DeadlineNs, result);
        return result;
    }

    private CommandResult Enter(in SubmitCommand command, int index)
    {
        if (ConditionalDesk.Waits(command))
        {
            return conditionals.Place(command, index);
        }

        var taker = new Taker
        {
            OrderId = state.StepSequence,
            Account = command.Account,
            Row = index,
            Side = command.Side,
            ReduceOnly = (command.Flags & OrderFlags.ReduceOnly) != 0,
            RemainingLots = command.Lots,
        };
        taker.LimitPriceUnits = _admission.LimitOf(command);
        ResultCode code = CheckBook(command, taker);
        return code == ResultCode.Ok ? Work(command, ref taker) : new CommandResult(code, state.StepSequence);
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

        for (int slot = state.Book.OldestOf(index); slot != LimitOrderBook.None;)
        {
            ref RestingTerms order = ref state.Book.Terms(slot);
            int next = order.OwnerNext;
            if (command.Cancel == TouchCancel.All || (order.Flags & OrderFlags.ReduceOnly) == 0)
            {
                matcher.Cancel(slot, CancelReason.Touched);
            }

            slot = next;
        }

        conditionals.Cancel(index, command.Cancel, CancelReason.Touched);
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

    // A repeated id has its stored result, and its call still settles what the caller reserved for it; an old call is no result at all.
    private bool IsSettledBefore(
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

    /// <summary>What the book says to an order before it trades.</summary>
    internal ResultCode CheckBook(in SubmitCommand command, in Taker taker)
    {
        if ((command.Flags & OrderFlags.PostOnly) != 0)
        {
            bool wouldTake = state.Book.TryBest(taker.Opposite, out long best) && taker.Accepts(best);
            return wouldTake ? ResultCode.WouldTake : ResultCode.Ok;
        }

        return command.TimeInForce == TimeInForce.FillOrKill && !matcher.CanFillWhole(taker)
            ? ResultCode.CannotFillWhole
            : ResultCode.Ok;
    }

    /// <summary>Trades an order and lets the rest of it rest, if it may.</summary>
    internal CommandResult Work(in SubmitCommand command, ref Taker taker)
    {
        if ((command.Flags & OrderFlags.PostOnly) == 0)
        {
            matcher.Match(ref taker);
        }

        long left = taker.RemainingLots;
        bool mayRest = command.TimeInForce == TimeInForce.GoodTillCancelled
            && taker.Stopped is CancelReason.None or CancelReason.NoLiquidity;
        bool isSpent = taker.ReduceOnly && Matcher.Reducible(state.Rows[taker.Row].SizeLots, command.Side) == 0;
        if (mayRest && isSpent)
        {
            mayRest = false;
            taker.Stopped = CancelReason.NothingToReduce;
        }

        if (left > 0 && mayRest)
        {
            Rest(command, taker.OrderId, left);
        }

        bool cancelled = left > 0 && !mayRest;
        ResultCode code = cancelled && taker.FilledLots == 0 && taker.Stopped == CancelReason.NoLiquidity
            ? ResultCode.NoLiquidity
            : ResultCode.Ok;
        return new CommandResult(
            code,
            state.StepSequence,
            taker.OrderId,
            taker.FilledLots,
            taker.FilledQuanta,
            taker.FeesQuanta,
            left > 0 && mayRest ? left : 0,
            cancelled ? left : 0,
            cancelled ? taker.Stopped : CancelReason.None);
    }

    private void Rest(in SubmitCommand command, long orderId, long lots)
    {
        var order = new RestingTerms { OriginalReserveQuanta = command.ReserveQuanta, OriginalLots = command.Lots };
        sink.Emit(new OrderRestedEvent(
            orderId,
            command.Account,
            command.Side,
            command.Flags,
            command.PriceUnits,
            lots,
            command.Lots,
            Matcher.ReserveAfter(order, lots),
            command.ReserveQuanta));
    }

    private CommandResult CancelNamed(in CancelCommand command, int index)
    {
        long orderId = command.OrderId;
        if (orderId == 0)
        {
            int submitted = state.Results.Find(command.Account, command.SubmitId);
            if (submitted == ResultStore.None)
            {
                // The submit may still be under way: its id has this result from now on, so that it cannot execute after its cancel.
                var unknown = new CommandResult(ResultCode.OrderNotFound, state.StepSequence);
                long latest = state.StepTimeNs + MarketLimits.MaximumDeadlineNs;
                Store(command.Account, command.SubmitId, CommandHash.AnyBody, latest, unknown);
                return unknown;
            }

            orderId = state.Results[submitted].Result.OrderId;
        }

        int slot = state.Book.FindSlot(orderId);
        if (slot == LimitOrderBook.None && conditionals.TryCancel(orderId, index, CancelReason.Requested, out long waited))
        {
            return new CommandResult(
                ResultCode.Ok, state.StepSequence, orderId, CancelledLots: waited, CancelReason: CancelReason.Requested);
        }

        if (slot == LimitOrderBook.None || state.Book.Terms(slot).Owner != index)
        {
            return new CommandResult(ResultCode.OrderNotFound, state.StepSequence, orderId);
        }

        state.Results.Prefetch(state.Book.Terms(slot).ResultSlot);
        long lots = state.Book.Node(slot).RemainingLots;
        matcher.Cancel(slot, CancelReason.Requested);
        return new CommandResult(
            ResultCode.Ok, state.StepSequence, orderId, CancelledLots: lots, CancelReason: CancelReason.Requested);
    }

    private void Store(long account, CommandId id, ulong hash, long deadlineNs, in CommandResult result)
    {
        long deadline = Math.Min(deadlineNs, state.StepTimeNs + MarketLimits.MaximumDeadlineNs);
        sink.Emit(new ResultStoredEvent(account, id, hash, deadline + MarketLimits.ResultRetentionNs, result));
    }
}
