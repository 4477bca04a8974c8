using OrleansMarkets.Core.Clearing.Auctions;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Clearing.Links;
using OrleansMarkets.Core.Clearing.Pegs;
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
/// <param name="links">Linked orders.</param>
/// <param name="pegs">Pegged orders.</param>
/// <param name="auctions">Orders that are collected, and the dynamic band.</param>
internal sealed class OrderDesk(
    MarketState state,
    EventSink sink,
    Matcher matcher,
    ConditionalDesk conditionals,
    LinkDesk links,
    PegDesk pegs,
    AuctionDesk auctions)
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
        ResultCode code = links.Check(command);
        if (code != ResultCode.Ok)
        {
            return new CommandResult(code, state.StepSequence);
        }

        if (ConditionalDesk.Waits(command))
        {
            return Wait(command, index);
        }

        if (PegDesk.TermsOf(command).Reference != PegReference.None)
        {
            return Peg(command);
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
        if (!state.IsCollecting && auctions.TryDelay(taker, command.Flags, out long dueNs))
        {
            links.Join(command, taker.OrderId);
            conditionals.Delay(command, index, taker.LimitPriceUnits, dueNs);
            return new CommandResult(ResultCode.Ok, taker.OrderId, taker.OrderId, WaitingLots: command.Lots);
        }

        auctions.Bound(ref taker, command.Flags);
        code = CheckBook(command, taker);
        if (code != ResultCode.Ok)
        {
            return new CommandResult(code, state.StepSequence);
        }

        links.Join(command, taker.OrderId);
        CommandResult result = Work(command, ref taker);
        if (result.FilledLots > 0 && LinkDesk.TermsOf(command).Kind != LinkKind.None)
        {
            links.Filled(taker.OrderId, result.FilledLots, result is { RestingLots: 0, CancelledLots: 0 });
        }

        return result;
    }

    private CommandResult Peg(in SubmitCommand command)
    {
        PegTerms peg = PegDesk.TermsOf(command);
        long orderId = state.StepSequence;
        long price = pegs.PriceOf(peg.Reference, command.Side, peg.OffsetUnits, command.PriceUnits);
        if (price == 0)
        {
            return new CommandResult(ResultCode.PegUnavailable, orderId);
        }

        links.Join(command, orderId);
        var taker = new Taker { OrderId = orderId, Account = command.Account, Side = command.Side, LimitPriceUnits = price };
        Rest(command with { PriceUnits = price }, taker, command.Lots);
        pegs.Place(orderId, command.Account, peg, command.PriceUnits);
        return new CommandResult(ResultCode.Ok, orderId, orderId, RestingLots: command.Lots);
    }

    private CommandResult Wait(in SubmitCommand command, int index)
    {
        long orderId = state.StepSequence;
        long lots = ConditionalDesk.LotsOf(command);
        links.Join(command, orderId);
        conditionals.Place(command, index, links.ArmedLots(command, lots));
        links.CutLateChild(command, orderId);
        return new CommandResult(
            ResultCode.Ok, orderId, orderId, WaitingLots: state.Conditionals[state.Conditionals.FindSlot(orderId)].Lots);
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

    /// <summary>The worst price of an order that is entered now.</summary>
    internal long LimitOf(in SubmitCommand command) => _admission.LimitOf(command);

    /// <summary>What the book says to an order before it trades.</summary>
    internal ResultCode CheckBook(in SubmitCommand command, in Taker taker)
    {
        if ((command.Flags & OrderFlags.PostOnly) != 0)
        {
            bool wouldTake = state.Book.TryBest(taker.Opposite, out long best) && taker.Accepts(best);
            return wouldTake ? ResultCode.WouldTake : ResultCode.Ok;
        }

        if (command.TimeInForce != TimeInForce.FillOrKill)
        {
            return ResultCode.Ok;
        }

        return state.IsCollecting ? ResultCode.NotInAuction
            : matcher.CanFillWhole(taker) ? ResultCode.Ok
            : ResultCode.CannotFillWhole;
    }

    /// <summary>Trades an order and lets the rest of it rest, if it may.</summary>
    internal CommandResult Work(in SubmitCommand command, ref Taker taker)
    {
        bool isCollected = state.IsCollecting;
        if (!isCollected && (command.Flags & OrderFlags.PostOnly) == 0)
        {
            matcher.Match(ref taker);
            auctions.InterruptIfStopped(ref taker);
        }

        long left = taker.RemainingLots;
        bool mayRest = isCollected
            || (command.TimeInForce == TimeInForce.GoodTillCancelled
                && taker.Stopped is CancelReason.None or CancelReason.NoLiquidity or CancelReason.Interrupted);
        bool isSpent = taker.ReduceOnly && Matcher.Reducible(state.Rows[taker.Row].SizeLots, command.Side) == 0;
        if (mayRest && isSpent)
        {
            mayRest = false;
            taker.Stopped = CancelReason.NothingToReduce;
        }

        if (left > 0 && mayRest)
        {
            Rest(command, taker, left);
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

    // Whatever would be gone at once in continuous trading takes part in the next auction alone; its bound is its limit.
    private void Rest(in SubmitCommand command, in Taker taker, long lots)
    {
        bool isImmediate = command.TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill;
        var order = new RestingTerms { OriginalReserveQuanta = command.ReserveQuanta, OriginalLots = command.Lots };
        sink.Emit(new OrderRestedEvent(
            taker.OrderId,
            command.Account,
            command.Side,
            isImmediate ? command.Flags | OrderFlags.AuctionOnly : command.Flags,
            command.Type == OrderType.Market ? _admission.OnGrid(taker) : command.PriceUnits,
            lots,
            command.Lots,
            Matcher.ReserveAfter(order, lots),
            command.ReserveQuanta));
        if (state.IsBatched)
        {
            auctions.CallBatch();
        }
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
