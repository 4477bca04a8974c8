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
        bool closesNow = (command.Flags & OrderFlags.ClosePosition) != 0 && !ConditionalDesk.Waits(command);
        long lots = closesNow ? Matcher.Reducible(state.Rows[index].SizeLots, command.Side) : command.Lots;
        ResultCode code = _admission.Check(command, lots, index);
        if (boundariesDue && code == ResultCode.Ok)
        {
            code = ResultCode.MarketNotOpen;
        }

        CommandResult result = code != ResultCode.Ok
            ? new CommandResult(code, state.StepSequence)
            : closesNow ? Enter(command with { Lots = lots }, index) : Enter(command, index);
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
            return Peg(command, index);
        }

        Taker taker = TakerOf(command, state.StepSequence, index);
        taker.LimitPriceUnits = _admission.LimitOf(command);
        if (!state.IsCollecting && auctions.TryDelay(taker, command.Flags, out long dueNs))
        {
            links.Join(command, taker.OrderId);
            conditionals.Delay(command, index, taker.LimitPriceUnits, dueNs);
            return new CommandResult(ResultCode.Ok, taker.OrderId, taker.OrderId, WaitingLots: command.Lots);
        }

        auctions.Bound(ref taker, command.Flags);
        code = CheckBook(command, ref taker);
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

    private CommandResult Peg(in SubmitCommand command, int index)
    {
        PegTerms peg = PegDesk.TermsOf(command);
        long orderId = state.StepSequence;
        long price = pegs.PriceOf(peg, command.Side, command.PriceUnits, out long reference, out long stopped);
        if (price == 0)
        {
            return new CommandResult(ResultCode.PegUnavailable, orderId);
        }

        Taker order = TakerOf(command, orderId, index);
        long resting = order.ReduceOnly ? RestOfReduceOnly(ref order) : command.Lots;
        if (resting == 0)
        {
            return new CommandResult(ResultCode.Ok, orderId, orderId, CancelledLots: command.Lots, CancelReason: order.Stopped);
        }

        links.Join(command, orderId);
        Rest(command with { PriceUnits = price }, order, resting);
        pegs.Place(orderId, command.Account, peg, command.PriceUnits, reference, stopped);
        return new CommandResult(
            ResultCode.Ok,
            orderId,
            orderId,
            RestingLots: resting,
            CancelledLots: command.Lots - resting,
            CancelReason: order.Stopped);
    }

    private CommandResult Wait(in SubmitCommand command, int index)
    {
        long orderId = state.StepSequence;
        long lots = ConditionalDesk.LotsOf(command);
        links.Join(command, orderId);
        conditionals.Place(command, index, links.ArmedLots(command, lots));
        long cut = links.CutLateChild(command, orderId);
        return new CommandResult(
            ResultCode.Ok,
            orderId,
            orderId,
            CancelledLots: cut,
            CancelReason: cut > 0 ? CancelReason.ParentEnded : CancelReason.None,
            WaitingLots: lots - cut);
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

    /// <summary>Cancels an account's orders, those that rest before those that wait, oldest first.</summary>
    /// <param name="index">Row of the account.</param>
    /// <param name="spared">Orders with any of these flags stay.</param>
    /// <param name="reason">Why.</param>
    /// <param name="side">Only orders of this side; 0 for both.</param>
    /// <param name="tag">Only orders with this tag; 0 for all.</param>
    /// <returns>Lots that left.</returns>
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

        return lots + conditionals.Cancel(index, spared, reason, side, tag);
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
    internal static Taker TakerOf(in SubmitCommand command, long orderId, int index) => new()
    {
        OrderId = orderId,
        Account = command.Account,
        Row = index,
        Side = command.Side,
        ReduceOnly = (command.Flags & OrderFlags.ReduceOnly) != 0,
        SelfTrade = command.Instructions?.SelfTrade ?? SelfTradePolicy.CancelMaker,
        SelfTradeGroup = command.Instructions?.SelfTradeGroup ?? 0,
        LimitPriceUnits = command.PriceUnits,
        RemainingLots = command.Lots,
    };

    /// <summary>Keeps an order inside the dynamic band.</summary>
    internal void Bound(ref Taker taker, OrderFlags flags) => auctions.Bound(ref taker, flags);

    /// <summary>What the book says to an order before it trades; one that slides gets the price at which it rests.</summary>
    internal ResultCode CheckBook(in SubmitCommand command, ref Taker taker)
    {
        if ((command.Flags & AdmissionRules.NeverTakes) != 0)
        {
            bool wouldTake = state.Book.TryBest(taker.Opposite, out long best) && taker.Accepts(best);
            bool slides = wouldTake && (command.Flags & OrderFlags.PostOnlySlide) != 0 && TrySlide(ref taker, best);
            return wouldTake && !slides ? ResultCode.WouldTake : ResultCode.Ok;
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
        if (!isCollected && (command.Flags & AdmissionRules.NeverTakes) == 0)
        {
            matcher.Match(ref taker);
            auctions.InterruptIfStopped(ref taker);
        }

        long left = taker.RemainingLots;
        bool rests = command.TimeInForce is TimeInForce.GoodTillCancelled or TimeInForce.GoodTillDate;
        bool mayRest = isCollected
            || (rests && taker.Stopped is CancelReason.None or CancelReason.NoLiquidity or CancelReason.Interrupted);
        long resting = left > 0 && mayRest ? left : 0;
        if (resting > 0 && taker.ReduceOnly)
        {
            resting = RestOfReduceOnly(ref taker);
        }

        if (resting > 0)
        {
            Rest(command, taker, resting);
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

        taker.SlidUnits = behind;
        return true;
    }

    // All reduce-only orders of an account together close no more than its position: the newest has what the others leave.
    private long RestOfReduceOnly(ref Taker taker)
    {
        long reducible = Matcher.Reducible(state.Rows[taker.Row].SizeLots, taker.Side);
        long room = Math.Max(0, reducible - state.Rows[taker.Row].RestingReduceOnlyLots);
        if (taker.RemainingLots > room)
        {
            taker.Stopped = reducible == 0 ? CancelReason.NothingToReduce : CancelReason.ExceedsPosition;
        }

        return Math.Min(taker.RemainingLots, room);
    }

    // Whatever would be gone at once in continuous trading takes part in the next auction alone; its bound is its limit.
    private void Rest(in SubmitCommand command, in Taker taker, long lots)
    {
        bool isImmediate = command.TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill;
        long limit = command.Type == OrderType.Market ? _admission.OnGrid(taker) : command.PriceUnits;
        var rested = new OrderRestedEvent(
            taker.OrderId,
            command.Account,
            command.Side,
            isImmediate ? command.Flags | OrderFlags.AuctionOnly : command.Flags,
            taker.SlidUnits == 0 ? limit : taker.SlidUnits,
            lots,
            command.Lots,
            Matcher.ReserveAfter(command.ReserveQuanta, lots, command.Lots),
            command.ReserveQuanta,
            command.Instructions);
        sink.Emit(rested, taker.Row);
        if (state.IsBatched)
        {
            auctions.CallBatch();
        }
    }

    /// <summary>The order of an account that a command names, if it rests.</summary>
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

    /// <summary>Stores the result of the step's command under its id.</summary>
    public void Store(long account, CommandId id, ulong hash, long deadlineNs, in CommandResult result) => sink.EmitOwn(
        new ResultStoredEvent(account, id, hash, ResultStoredEvent.KeepUntil(deadlineNs, state.StepTimeNs), result));

    private CommandResult CancelNamed(in CancelCommand command, int index)
    {
        if (command.OrderId == 0 && state.Results.Find(command.Account, command.SubmitId) == ResultStore.None)
        {
            // The submit may still be under way: its id has this result from now on, so that it cannot execute after its cancel.
            var unknown = new CommandResult(ResultCode.OrderNotFound, state.StepSequence);
            long keepUntil = ResultStoredEvent.KeepUntil(long.MaxValue, state.StepTimeNs);
            sink.Emit(new ResultStoredEvent(command.Account, command.SubmitId, CommandHash.AnyBody, keepUntil, unknown));
            return unknown;
        }

        long orderId = command.OrderId;
        int slot = FindNamed(index, command.Account, ref orderId, command.SubmitId);
        if (slot == LimitOrderBook.None && conditionals.TryCancel(orderId, index, CancelReason.Requested, out long waited))
        {
            return new CommandResult(
                ResultCode.Ok, state.StepSequence, orderId, CancelledLots: waited, CancelReason: CancelReason.Requested);
        }

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
