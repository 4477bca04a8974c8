using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

internal static partial class StateInvariants
{
    // Gives the lots that the order hides.
    private static long CheckExtras(MarketState state, int slot)
    {
        int place = state.Book.Terms(slot).Extra;
        if (place == OrderExtrasTable.None)
        {
            return 0;
        }

        OrderExtras extras = state.Extras[place];
        long shown = state.Book.Node(slot).RemainingLots;
        Expect(extras.Slot, slot, "slot of an order with extras");
        Expect(extras.ExpiresNs, state.Extras.Expiries.TimeOf(place), "expiry of an order");
        if (extras.HiddenLots < 0 || extras.GoneLots < 0 || (extras.HiddenLots > 0 && shown > extras.DisplayLots))
        {
            Fail($"order in slot {slot} shows {shown} lots and hides {extras.HiddenLots}");
        }

        return extras.HiddenLots;
    }

    // What waits for its time is later than the last step, unless a step's limit left it.
    private static void CheckWaiting(MarketState state)
    {
        foreach (int index in state.Overfull)
        {
            if (!state.Rows[index].IsOverfull)
            {
                Fail($"account {state.Rows[index].Account} waits without a mark");
            }
        }

        int expiring = 0;
        for (int index = 0; index < state.Rows.Count; index++)
        {
            for (int slot = state.Book.OldestOf(index); slot != LimitOrderBook.None; slot = state.Book.Terms(slot).OwnerNext)
            {
                int place = state.Book.Terms(slot).Extra;
                expiring += place != OrderExtrasTable.None && state.Extras[place].ExpiresNs != 0 ? 1 : 0;
            }
        }

        Expect(expiring, state.Extras.Expiries.Count, "orders that expire");
    }
}
