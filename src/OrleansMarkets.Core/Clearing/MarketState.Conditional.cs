using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <content>Waiting orders.</content>
internal sealed partial class MarketState
{
    // The stored result of the order that is being entered: between its trigger and what that came to it belongs to no list.
    private int _workingResult = ResultStore.None;

    /// <summary>Orders that wait for a trigger or a parent.</summary>
    public ConditionalBook Conditionals { get; } = new();

    /// <summary>Whether orders execute at all in the present phase.</summary>
    public bool IsTrading => Phase is MarketPhase.Open or MarketPhase.ReduceOnly;

    /// <summary>The present price of a source; 0 before its first.</summary>
    public long PriceOf(TriggerPrice source) => source switch
    {
        TriggerPrice.Last => LastPriceUnits,
        TriggerPrice.Mark => MarkUnits,
        _ => IndexUnits,
    };

    public void Apply(in OrderWaitingEvent e)
    {
        int owner = Rows.Find(e.Account);
        var order = new WaitingOrder
        {
            OrderId = e.OrderId,
            Lots = e.Lots,
            ArmedLots = e.ArmedLots,
            OriginalLots = e.Lots,
            ReserveQuanta = e.ReserveQuanta,
            OriginalReserveQuanta = e.ReserveQuanta,
            PriceUnits = e.PriceUnits,
            WorstPriceUnits = e.WorstPriceUnits,
            TriggerUnits = e.TriggerUnits,
            NextMoveUnits = e.NextMoveUnits,
            Instructions = e.Instructions,
            Trigger = e.Instructions.Trigger,
            Version = e.OrderId,
            Place = e.OrderId,
            Owner = owner,
            ResultSlot = ResultStore.None,
            Side = e.Side,
            Type = e.Type,
            TimeInForce = e.TimeInForce,
            Flags = e.Flags,
        };
        Conditionals.Add(order, isFresh: true);
        ref LedgerRow row = ref Rows.Touch(owner);
        AddOpenLots(ref row, e.Side, e.Flags, e.Lots);
        row.OrderReserveQuanta += e.ReserveQuanta;
        row.OpenOrders++;
    }

    public void Apply(in WaitingReducedEvent e)
    {
        int slot = WaitingSlot(e.OrderId);
        ref WaitingOrder order = ref Conditionals[slot];
        ref LedgerRow row = ref Rows.Touch(order.Owner);
        AddOpenLots(ref row, order.Side, order.Flags, -e.Lots);
        row.OrderReserveQuanta -= e.ReserveReleasedQuanta;
        if (e.Lots < order.Lots)
        {
            Conditionals.Reduce(slot, e.Lots, e.ReserveReleasedQuanta);
            return;
        }

        row.OpenOrders--;
        QueueResult(order.ResultSlot);
        Conditionals.Remove(slot);
        LeaveGroup(e.OrderId);
    }

    public void Apply(in WaitingAmendedEvent e)
    {
        int slot = WaitingSlot(e.OrderId);
        ref WaitingOrder order = ref Conditionals[slot];
        ref LedgerRow row = ref Rows.Touch(order.Owner);
        AddOpenLots(ref row, order.Side, order.Flags, e.Lots - order.Lots);
        row.OrderReserveQuanta += e.ReserveQuanta - order.ReserveQuanta;
        Conditionals.Amend(slot, e, StepSequence);
    }

    public void Apply(in OrderTriggeredEvent e)
    {
        int slot = WaitingSlot(e.OrderId);
        ref WaitingOrder order = ref Conditionals[slot];
        ref LedgerRow row = ref Rows.Touch(order.Owner);
        AddOpenLots(ref row, order.Side, order.Flags, -order.Lots);
        row.OrderReserveQuanta -= order.ReserveQuanta;
        row.OpenOrders--;
        _workingResult = order.ResultSlot;
        bool closes = (order.Flags & OrderFlags.ClosePosition) != 0;
        _reduced = closes || order.AllGoneLots == 0 ? default : new ReducedOrder(e.OrderId, order.AllGoneLots);
        Conditionals.Remove(slot);
    }

    public void Apply(in OrderWorkedEvent e)
    {
        if (e.Result.RestingLots > 0)
        {
            Book.Terms(RestingSlot(e.Result.OrderId)).ResultSlot = _workingResult;
        }
        else
        {
            QueueResult(_workingResult);
            LeaveGroup(e.Result.OrderId);
        }

        _workingResult = ResultStore.None;
        _reduced = default;
    }

    public void Apply(in TriggerSetEvent e) =>
        Conditionals.Arm(WaitingSlot(e.OrderId), e.ArmedLots, e.TriggerUnits, e.NextMoveUnits);

    private void QueueResult(int slot)
    {
        if (slot != ResultStore.None)
        {
            Results.Queue(slot);
        }
    }

    private int WaitingSlot(long orderId)
    {
        int slot = Conditionals.FindSlot(orderId);
        return slot != ConditionalBook.None ? slot : throw new InvariantViolationException($"Order {orderId} does not wait.");
    }
}
