using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Clearing.Links;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Conditionals;

/// <summary>Decides how orders begin to wait and how they stop without being entered.</summary>
/// <param name="state">The market's state.</param>
/// <param name="sink">Where decisions go.</param>
internal sealed class ConditionalDesk(MarketState state, EventSink sink)
{
    private static readonly OrderInstructions NoInstructions = new();

    /// <summary>Whether an order has a trigger.</summary>
    public static bool HasTrigger(in SubmitCommand command) =>
        command.Instructions is { } instructions && instructions.Trigger.Kind != TriggerKind.None;

    /// <summary>Whether an order waits instead of being matched.</summary>
    public static bool Waits(in SubmitCommand command) => HasTrigger(command) || LinkDesk.IsChild(command);

    /// <summary>Lots of a waiting order.</summary>
    public static long LotsOf(in SubmitCommand command) =>
        (command.Flags & OrderFlags.ClosePosition) != 0 ? MarketLimits.ClosePositionLots : command.Lots;

    /// <summary>Lets an order that passed all checks wait.</summary>
    /// <param name="command">The order.</param>
    /// <param name="index">Row of its owner.</param>
    /// <param name="armedLots">Lots of it that may execute already.</param>
    public void Place(in SubmitCommand command, int index, long armedLots)
    {
        OrderInstructions instructions = command.Instructions!;
        (long trigger, long nextMove) = armedLots > 0
            ? FirstTrigger(instructions.Trigger, command.Side)
            : (instructions.Trigger.PriceUnits, 0);
        sink.Emit(new OrderWaitingEvent(
            state.StepSequence,
            state.Rows[index].Account,
            command.Side,
            command.Type,
            command.TimeInForce,
            command.Flags,
            command.PriceUnits,
            command.WorstPriceUnits,
            LotsOf(command),
            armedLots,
            command.ReserveQuanta,
            trigger,
            nextMove,
            instructions));
    }

    /// <summary>
    /// Where the trigger of an order stands under new terms. One that trails already begins anew at the present price; a distance that
    /// stays leaves it where it is.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="terms">Its new terms.</param>
    /// <param name="armedLots">Lots of it that may execute then.</param>
    public (long TriggerUnits, long NextMoveUnits) TriggerOf(in WaitingOrder order, in TriggerTerms terms, long armedLots)
    {
        if (armedLots == 0)
        {
            return (terms.PriceUnits, 0);
        }

        bool trails = terms.Kind == TriggerKind.TrailingStop && order.ArmedLots > 0;
        if (trails && terms == order.Trigger)
        {
            return (order.TriggerUnits, order.NextMoveUnits);
        }

        return trails && order.TriggerUnits > 0
            ? Trail(terms, order.Side, 0, state.PriceOf(terms.Source))
            : FirstTrigger(terms, order.Side);
    }

    /// <summary>Lets more lots of an order execute; the first of them set a trailing trigger off.</summary>
    public void Arm(int slot, long armedLots)
    {
        ref WaitingOrder order = ref state.Conditionals[slot];
        (long trigger, long nextMove) = order.ArmedLots == 0
            ? FirstTrigger(order.Trigger, order.Side)
            : (order.TriggerUnits, order.NextMoveUnits);
        sink.Emit(new TriggerSetEvent(order.OrderId, state.Rows[order.Owner].Account, armedLots, trigger, nextMove));
    }

    /// <summary>Lets an order that passed all checks wait for a time.</summary>
    /// <param name="command">The order.</param>
    /// <param name="index">Row of its owner.</param>
    /// <param name="limitUnits">Its worst price.</param>
    /// <param name="dueNs">The time.</param>
    public void Delay(in SubmitCommand command, int index, long limitUnits, long dueNs)
    {
        sink.Emit(new OrderWaitingEvent(
            state.StepSequence,
            state.Rows[index].Account,
            command.Side,
            command.Type,
            command.TimeInForce,
            command.Flags,
            command.PriceUnits,
            command.Type == OrderType.Market ? limitUnits : 0,
            command.Lots,
            0,
            command.ReserveQuanta,
            0,
            0,
            command.Instructions ?? NoInstructions));
        sink.Emit(new OrderDelayedEvent(state.StepSequence, dueNs));
    }

    /// <summary>Moves the trigger of a trailing stop after the best price that it has not followed yet.</summary>
    public void Follow(int slot, long bestUnits)
    {
        ref WaitingOrder order = ref state.Conditionals[slot];
        (long trigger, long nextMove) = Trail(order.Trigger, order.Side, order.TriggerUnits, bestUnits);
        sink.Emit(new TriggerSetEvent(order.OrderId, state.Rows[order.Owner].Account, order.ArmedLots, trigger, nextMove));
    }

    /// <summary>Takes lots from a waiting order; the last of them take the order.</summary>
    public void Reduce(int slot, long lots, CancelReason reason)
    {
        ref WaitingOrder order = ref state.Conditionals[slot];
        long reserve = order.ReserveQuanta - Matcher.ReserveAfter(order.OriginalReserveQuanta, order.Lots - lots, order.OriginalLots);
        sink.Emit(new WaitingReducedEvent(order.OrderId, state.Rows[order.Owner].Account, lots, reserve, reason));
    }

    /// <summary>Cancels a waiting order.</summary>
    public void Cancel(int slot, CancelReason reason) => Reduce(slot, state.Conditionals[slot].Lots, reason);

    /// <summary>Cancels an order of an owner, if it waits.</summary>
    /// <returns>Whether it did.</returns>
    public bool TryCancel(long orderId, int owner, CancelReason reason, out long lots)
    {
        int slot = state.Conditionals.FindSlot(orderId);
        bool isFound = slot != ConditionalBook.None && state.Conditionals[slot].Owner == owner;
        lots = isFound ? state.Conditionals[slot].Lots : 0;
        if (isFound)
        {
            Cancel(slot, reason);
        }

        return isFound;
    }

    /// <summary>Cancels an owner's waiting orders, oldest first.</summary>
    /// <param name="owner">Whose orders.</param>
    /// <param name="spared">Orders with any of these flags stay.</param>
    /// <param name="reason">Why.</param>
    /// <param name="side">Only orders of this side; 0 for both.</param>
    /// <param name="tag">Only orders with this tag; 0 for all.</param>
    /// <returns>Lots that left.</returns>
    public long Cancel(int owner, OrderFlags spared, CancelReason reason, Side side, long tag)
    {
        long lots = 0;
        for (int slot = state.Conditionals.OldestOf(owner); slot != ConditionalBook.None;)
        {
            ref WaitingOrder order = ref state.Conditionals[slot];
            int next = order.OwnerNext;
            if ((order.Flags & spared) == 0 && (side == 0 || order.Side == side) && (tag == 0 || order.Instructions.Tag == tag))
            {
                lots += order.Lots;
                Cancel(slot, reason);
            }

            slot = next;
        }

        return lots;
    }

    /// <summary>Lots of an owner's waiting orders of a side, but for those that close whatever position there is.</summary>
    public Int128 ClosingLots(int owner, Side side)
    {
        Int128 lots = 0;
        for (int slot = state.Conditionals.OldestOf(owner); slot != ConditionalBook.None; slot = state.Conditionals[slot].OwnerNext)
        {
            lots += Closes(state.Conditionals[slot], side) ? state.Conditionals[slot].Lots : 0;
        }

        return lots;
    }

    /// <summary>Cancels such orders, newest first, while they and others would close more than is held.</summary>
    /// <param name="owner">Whose orders.</param>
    /// <param name="side">Side that closes the position.</param>
    /// <param name="heldLots">Size of the position.</param>
    /// <param name="closingLots">Lots of all orders that would close it.</param>
    /// <returns>How many were cancelled.</returns>
    public int CancelBeyond(int owner, Side side, long heldLots, ref Int128 closingLots)
    {
        int cancelled = 0;
        for (int slot = state.Conditionals.NewestOf(owner); slot != ConditionalBook.None && closingLots > heldLots;)
        {
            ref WaitingOrder order = ref state.Conditionals[slot];
            int next = order.OwnerPrevious;
            if (Closes(order, side))
            {
                closingLots -= order.Lots;
                Cancel(slot, CancelReason.ExceedsPosition);
                cancelled++;
            }

            slot = next;
        }

        return cancelled;
    }

    private static bool Closes(in WaitingOrder order, Side side) =>
        order.Side == side && (order.Flags & OrderFlags.ClosePosition) == 0;

    // Where the trigger stands at first, and which price moves it next.
    private (long TriggerUnits, long NextMoveUnits) FirstTrigger(in TriggerTerms terms, Side side)
    {
        if (terms.Kind != TriggerKind.TrailingStop)
        {
            return (terms.PriceUnits, 0);
        }

        long present = state.PriceOf(terms.Source);
        if (present == 0 && terms.ActivationUnits == 0)
        {
            return (0, side == Side.Sell ? 1 : state.Parameters.MaximumPriceUnits);
        }

        bool isActive = terms.ActivationUnits == 0 || TriggerRules.IsReached(side == Side.Sell, terms.ActivationUnits, present);
        return isActive ? Trail(terms, side, 0, present) : (0, terms.ActivationUnits);
    }

    // Only in the owner's favour; and the next move is always beyond the price that was followed, so that following ends.
    private (long TriggerUnits, long NextMoveUnits) Trail(in TriggerTerms terms, Side side, long presentUnits, long bestUnits)
    {
        long tick = state.Parameters.TickUnits;
        long trigger = TriggerRules.TrailingTrigger(terms, side, bestUnits, tick);
        if (presentUnits > 0)
        {
            trigger = side == Side.Sell ? Math.Max(trigger, presentUnits) : Math.Min(trigger, presentUnits);
        }

        long next = TriggerRules.NextMove(terms, side, trigger, tick);
        return (trigger, side == Side.Sell ? Math.Max(next, bestUnits + 1) : Math.Min(next, bestUnits - 1));
    }
}
