using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Clearing.Links;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <content>
/// Amendments of orders that wait. The order goes on waiting under its old id; what it is linked with, its expiry and its flags stay.
/// </content>
internal sealed partial class AmendDesk
{
    private CommandResult AmendWaiting(in AmendCommand command, int index, int slot, bool boundariesDue)
    {
        ref WaitingOrder order = ref state.Conditionals[slot];
        long orderId = order.OrderId;
        if (!Applies(command, order))
        {
            return new CommandResult(ResultCode.CannotAmend, state.StepSequence, orderId);
        }

        TriggerTerms trigger = TriggerOf(command, order.Trigger);
        long quantity = command.Lots == 0 ? order.QuantityLots : command.Lots;
        long left = quantity - order.AllGoneLots;
        if (left <= 0)
        {
            long lots = order.Lots;
            conditionals.Cancel(slot, CancelReason.Amended);
            return new CommandResult(
                ResultCode.Ok, state.StepSequence, orderId, CancelledLots: lots, CancelReason: CancelReason.Amended);
        }

        bool keepsPrice = command.PriceUnits == 0 || command.PriceUnits == order.PriceUnits;
        return keepsPrice && trigger == order.Trigger && left <= order.Lots
            ? ShrinkWaiting(slot, quantity, left)
            : ReplaceWaiting(command, index, slot, trigger, quantity, boundariesDue);
    }

    // Whether the order has what is to be changed. One that closes the position has no quantity of its own.
    private static bool Applies(in AmendCommand command, in WaitingOrder order)
    {
        bool trails = order.Trigger.Kind == TriggerKind.TrailingStop;
        bool hasTriggerPrice = order.Trigger.Kind is TriggerKind.Stop or TriggerKind.TakeProfit;
        return (command.TriggerUnits == 0 || hasTriggerPrice)
            && ((command.TrailUnits | command.TrailPpm) == 0 || trails)
            && (command.PriceUnits == 0 || order.Type == OrderType.Limit)
            && (command.Lots == 0 || (order.Flags & OrderFlags.ClosePosition) == 0);
    }

    private static TriggerTerms TriggerOf(in AmendCommand command, in TriggerTerms present) =>
        command.TriggerUnits > 0 ? present with { PriceUnits = command.TriggerUnits }
        : (command.TrailUnits | command.TrailPpm) != 0
            ? present with { TrailUnits = command.TrailUnits, TrailPpm = command.TrailPpm }
            : present;

    private CommandResult ShrinkWaiting(int slot, long quantity, long left)
    {
        WaitingOrder order = state.Conditionals[slot];
        if (left < order.Lots)
        {
            ResultCode code = orders.Admission.CheckQuantity(quantity);
            if (code is ResultCode.QuantityOffGrid or ResultCode.QuantityTooSmall)
            {
                return new CommandResult(code, state.StepSequence, order.OrderId);
            }

            sink.Emit(new WaitingAmendedEvent(
                order.OrderId,
                state.Rows[order.Owner].Account,
                order.PriceUnits,
                order.WorstPriceUnits,
                left,
                quantity - left,
                Math.Min(order.ArmedLots, left),
                Matcher.ReserveAfter(order.OriginalReserveQuanta, left, order.OriginalLots),
                order.TriggerUnits,
                order.NextMoveUnits,
                order.Trigger.TrailUnits,
                order.Trigger.TrailPpm,
                true));
        }

        return new CommandResult(
            ResultCode.Ok,
            state.StepSequence,
            order.OrderId,
            WaitingLots: left,
            CancelledLots: order.Lots - left,
            CancelReason: left < order.Lots ? CancelReason.Amended : CancelReason.None);
    }

    // The new terms are checked like those of a new order; until all checks have passed it waits as it does.
    private CommandResult ReplaceWaiting(
        in AmendCommand command, int index, int slot, in TriggerTerms trigger, long quantity, bool boundariesDue)
    {
        WaitingOrder order = state.Conditionals[slot];
        long left = quantity - order.AllGoneLots;
        SubmitCommand next = OrderOf(command, order, left);
        ResultCode code = boundariesDue ? ResultCode.MarketNotOpen : CheckWaiting(command, next, order, trigger);
        if (code != ResultCode.Ok)
        {
            return new CommandResult(code, state.StepSequence, order.OrderId);
        }

        long armed = links.ArmedLots(next, left);
        (long triggerUnits, long nextMoveUnits) = conditionals.TriggerOf(order, trigger, armed);
        sink.Emit(new WaitingAmendedEvent(
            order.OrderId,
            command.Account,
            next.PriceUnits,
            next.WorstPriceUnits,
            left,
            quantity - left,
            armed,
            next.ReserveQuanta,
            triggerUnits,
            nextMoveUnits,
            trigger.TrailUnits,
            trigger.TrailPpm,
            false));
        long cut = links.CutLateChild(next, order.OrderId);
        return new CommandResult(
            ResultCode.Ok,
            state.StepSequence,
            order.OrderId,
            CancelledLots: cut,
            CancelReason: cut > 0 ? CancelReason.ParentEnded : CancelReason.None,
            WaitingLots: left - cut);
    }

    private ResultCode CheckWaiting(in AmendCommand command, in SubmitCommand next, in WaitingOrder order, in TriggerTerms trigger)
    {
        // An order that waits for a time alone is on its way into the book.
        if (order.Trigger.Kind == TriggerKind.None && !LinkDesk.IsChild(next))
        {
            return ResultCode.CannotAmend;
        }

        ResultCode code = orders.Admission.CheckTerms(next, command.Lots, trigger);
        if (code == ResultCode.Ok && (command.CheckedVersion != order.Version || command.CheckedLots < next.Lots))
        {
            code = ResultCode.OrderChanged;
        }

        if (code != ResultCode.Ok)
        {
            return code;
        }

        bool closes = (order.Flags & OrderFlags.ClosePosition) != 0;
        var replaced = default(RestingOrder) with
        {
            OrderId = order.OrderId,
            RemainingLots = closes ? 0 : order.Lots,
            ReserveQuanta = order.ReserveQuanta,
        };
        return orders.Admission.CheckRow(next, closes ? 0 : next.Lots, state.Rows[order.Owner], replaced);
    }

    // Its id tells a child from an order that made its own group.
    private SubmitCommand OrderOf(in AmendCommand command, in WaitingOrder order, long left)
    {
        bool isChild = links.IsChild(order.OrderId);
        return new SubmitCommand(
            isChild ? CommandId.None : order.Instructions.Link.Group,
            command.Account,
            command.Stamp,
            command.DeadlineNs,
            command.ParametersVersion,
            order.Side,
            order.Type,
            order.TimeInForce,
            order.Flags,
            command.PriceUnits == 0 ? order.PriceUnits : command.PriceUnits,
            order.Type == OrderType.Market ? command.WorstPriceUnits : 0,
            left,
            command.Verdict,
            ReserveOf(command, left),
            Instructions: order.Instructions);
    }
}
