using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Conditionals;

/// <summary>What must hold of waiting orders, recomputed.</summary>
internal static class ConditionalInvariants
{
    /// <summary>Checks every waiting order, and that what comes next is what a search of all finds.</summary>
    /// <exception cref="InvariantViolationException">Something differs.</exception>
    public static void Check(MarketState state)
    {
        ConditionalBook waiting = state.Conditionals;
        long buys = 0;
        long sells = 0;
        int orders = 0;
        for (int slot = 1; slot < waiting.Used; slot++)
        {
            ref WaitingOrder order = ref waiting[slot];
            if (order.OrderId != 0)
            {
                CheckOrder(state, slot);
                bool closes = (order.Flags & OrderFlags.ClosePosition) != 0;
                buys += order.Side == Side.Buy && !closes ? order.Lots : 0;
                sells += order.Side == Side.Sell && !closes ? order.Lots : 0;
                orders++;
            }
        }

        StateInvariants.Expect(orders, waiting.Count, "waiting orders");
        StateInvariants.Expect(buys, waiting.LotsOf(Side.Buy), "waiting lots to buy");
        StateInvariants.Expect(sells, waiting.LotsOf(Side.Sell), "waiting lots to sell");
        if (waiting.TryNext(out int next, out _) && waiting[next].Trigger.Kind != TriggerKind.None)
        {
            CheckIsFirst(waiting, next);
        }
    }

    private static void CheckOrder(MarketState state, int slot)
    {
        ref WaitingOrder order = ref state.Conditionals[slot];
        if (order.Lots <= 0 || order.ArmedLots < 0 || order.ArmedLots > order.Lots || state.Book.FindSlot(order.OrderId) != 0)
        {
            StateInvariants.Fail($"order {order.OrderId} waits with {order.Lots} lots, {order.ArmedLots} of them armed");
        }

        long reserve = Matcher.ReserveAfter(order.OriginalReserveQuanta, order.Lots, order.OriginalLots);
        StateInvariants.Expect(order.ReserveQuanta, reserve, "reserve of a waiting order");
        StateInvariants.Expect(order.Instructions.ExpiresNs, state.Conditionals.Expiries.TimeOf(slot), "expiry of a waiting order");
        TriggerTerms trigger = order.Trigger;
        bool isTrailing = trigger.Kind == TriggerKind.TrailingStop;
        if (!isTrailing && (order.TriggerUnits != trigger.PriceUnits || order.NextMoveUnits != 0))
        {
            StateInvariants.Fail($"the trigger of order {order.OrderId} is not the one of its terms");
        }

        TriggerTerms placed = order.Instructions.Trigger;
        if (trigger.Kind != placed.Kind || trigger.Source != placed.Source || order.Place < order.OrderId || order.Version < order.Place)
        {
            StateInvariants.Fail($"order {order.OrderId} waits for something else than it was placed for");
        }
    }

    // Whether any other armed order of the same source and direction should have come before.
    private static void CheckIsFirst(ConditionalBook waiting, int first)
    {
        WaitingOrder next = waiting[first];
        for (int slot = 1; slot < waiting.Used; slot++)
        {
            WaitingOrder other = waiting[slot];
            if (other.OrderId != 0
                && !other.IsFresh
                && other.ArmedLots > 0
                && other.TriggerUnits > 0
                && other.Trigger.Kind != TriggerKind.None
                && other.Trigger.Source == next.Trigger.Source
                && other.FiresRising == next.FiresRising
                && Key(other).CompareTo(Key(next)) < 0)
            {
                StateInvariants.Fail($"order {other.OrderId} should fire before order {next.OrderId}");
            }
        }
    }

    private static (long Price, long Place) Key(in WaitingOrder order) =>
        (order.FiresRising ? order.TriggerUnits : -order.TriggerUnits, order.Place);
}
