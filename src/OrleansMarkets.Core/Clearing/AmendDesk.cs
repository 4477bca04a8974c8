using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Clearing.Links;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// Decides amendments. One that only makes an order smaller keeps its place and always passes, in any phase and whatever the risk grain
/// says. Any other passes all checks of a new order, gives up its place, and may trade at once if the order rests.
/// </summary>
/// <param name="state">The market's state.</param>
/// <param name="sink">Where decisions go.</param>
/// <param name="matcher">Cancels.</param>
/// <param name="orders">Stamps, results, and the way of a new order.</param>
/// <param name="conditionals">Waiting orders.</param>
/// <param name="links">Linked orders.</param>
internal sealed partial class AmendDesk(
    MarketState state, EventSink sink, Matcher matcher, OrderDesk orders, ConditionalDesk conditionals, LinkDesk links)
{
    /// <summary>Decides an amendment.</summary>
    /// <param name="command">The command, of sound form.</param>
    /// <param name="boundariesDue">Whether boundaries before this step are still to be applied: nothing may trade yet.</param>
    /// <param name="isRepeat">Whether the result is an earlier step's.</param>
    public CommandResult Amend(in AmendCommand command, bool boundariesDue, out bool isRepeat)
    {
        ulong hash = CommandHash.Of(command);
        if (orders.IsSettledBefore(command.Account, command.Id, command.Stamp, hash, out CommandResult known, out isRepeat))
        {
            return known;
        }

        int index = orders.RaiseStamp(command.Account, command.Stamp);
        CommandResult result = orders.Admission.IsInTime(command.DeadlineNs)
            ? AmendNamed(command, index, boundariesDue)
            : new CommandResult(ResultCode.DeadlineExpired, state.StepSequence);
        orders.Store(command.Account, command.Id, hash, command.DeadlineNs, result);
        return result;
    }

    private CommandResult AmendNamed(in AmendCommand command, int index, bool boundariesDue)
    {
        long orderId = command.OrderId;
        int slot = orders.FindNamed(index, command.Account, ref orderId, command.SubmitId);
        if (slot == LimitOrderBook.None)
        {
            int waiting = state.Conditionals.FindSlot(orderId);
            bool waits = waiting != ConditionalBook.None && state.Conditionals[waiting].Owner == index;
            return waits
                ? AmendWaiting(command, index, waiting, boundariesDue)
                : new CommandResult(ResultCode.OrderNotFound, state.StepSequence, orderId);
        }

        if (command.ChangesTrigger)
        {
            return new CommandResult(ResultCode.CannotAmend, state.StepSequence, orderId);
        }

        RestingOrder present = state.ImageOf(slot);
        long quantity = command.Lots == 0 ? present.QuantityLots : command.Lots;
        long gone = present.QuantityLots - present.RemainingLots;
        long left = quantity - gone;
        bool keepsPrice = command.PriceUnits == 0 || command.PriceUnits == present.PriceUnits;
        if (left <= 0)
        {
            matcher.Cancel(slot, CancelReason.Amended);
            return new CommandResult(
                ResultCode.Ok,
                state.StepSequence,
                orderId,
                CancelledLots: present.RemainingLots,
                CancelReason: CancelReason.Amended);
        }

        return keepsPrice && left <= present.RemainingLots
            ? Shrink(slot, present, quantity, left)
            : Replace(command, index, slot, present, quantity, boundariesDue);
    }

    private CommandResult Shrink(int slot, in RestingOrder present, long quantity, long left)
    {
        if (left < present.RemainingLots)
        {
            ResultCode code = orders.Admission.CheckQuantity(quantity);
            if (code is ResultCode.QuantityOffGrid or ResultCode.QuantityTooSmall)
            {
                return new CommandResult(code, state.StepSequence, present.OrderId);
            }

            ref RestingTerms terms = ref state.Book.Terms(slot);
            sink.Emit(new OrderAmendedEvent(
                present.OrderId,
                state.Rows[terms.Owner].Account,
                present.Side,
                present.PriceUnits,
                left,
                quantity - left,
                Matcher.ReserveAfter(terms, left),
                true));
        }

        return new CommandResult(
            ResultCode.Ok,
            state.StepSequence,
            present.OrderId,
            RestingLots: left,
            CancelledLots: present.RemainingLots - left,
            CancelReason: left < present.RemainingLots ? CancelReason.Amended : CancelReason.None);
    }

    // The order enters like a new one; until all checks have passed it rests as it is.
    private CommandResult Replace(
        in AmendCommand command, int index, int slot, in RestingOrder present, long quantity, bool boundariesDue)
    {
        long left = quantity - (present.QuantityLots - present.RemainingLots);
        SubmitCommand order = OrderOf(command, present, left);
        ResultCode code = boundariesDue ? ResultCode.MarketNotOpen : Check(command, order, present, slot);
        bool isLinked = state.Book.Terms(slot).IsLinked;
        Taker taker = OrderDesk.TakerOf(order, present.OrderId, index);
        if (code == ResultCode.Ok)
        {
            code = orders.CheckBook(order, ref taker);
        }

        if (code != ResultCode.Ok)
        {
            return new CommandResult(code, state.StepSequence, present.OrderId);
        }

        sink.Emit(new OrderAmendedEvent(
            present.OrderId,
            command.Account,
            present.Side,
            taker.SlidUnits == 0 ? order.PriceUnits : taker.SlidUnits,
            left,
            quantity - left,
            order.ReserveQuanta,
            false));
        orders.Bound(ref taker, order.Flags);
        CommandResult result = orders.Work(order, ref taker);
        if (isLinked && result.FilledLots > 0)
        {
            links.Filled(present.OrderId, result.FilledLots, result is { RestingLots: 0, CancelledLots: 0 });
        }

        return result;
    }

    private ResultCode Check(in AmendCommand command, in SubmitCommand order, in RestingOrder present, int slot)
    {
        ref RestingTerms terms = ref state.Book.Terms(slot);
        if (terms.IsPegged || (terms.Flags & OrderFlags.AuctionOnly) != 0)
        {
            return ResultCode.CannotAmend;
        }

        ResultCode code = orders.Admission.CheckTerms(order, command.Lots, default);
        if (code == ResultCode.Ok && (command.CheckedVersion != present.Version || command.CheckedLots < order.Lots))
        {
            code = ResultCode.OrderChanged;
        }

        return code == ResultCode.Ok
            ? orders.Admission.CheckRow(order, order.Lots, state.Rows[terms.Owner], present)
            : code;
    }

    // What was reserved for the lots that the risk grain has seen; fewer may be left by now.
    private static long ReserveOf(in AmendCommand command, long left) => left < command.CheckedLots
        ? IntegerMath.MulDiv(command.ReserveQuanta, left, command.CheckedLots, RoundingDirection.Up)
        : command.ReserveQuanta;

    private static SubmitCommand OrderOf(in AmendCommand command, in RestingOrder present, long left) =>
        new(
            command.Id,
            command.Account,
            command.Stamp,
            command.DeadlineNs,
            command.ParametersVersion,
            present.Side,
            OrderType.Limit,
            present.Instructions is { ExpiresNs: > 0 } ? TimeInForce.GoodTillDate : TimeInForce.GoodTillCancelled,
            present.Flags & ~OrderFlags.ClosePosition,
            command.PriceUnits == 0 ? present.PriceUnits : command.PriceUnits,
            0,
            left,
            command.Verdict,
            ReserveOf(command, left),
            Instructions: present.Instructions);
}
