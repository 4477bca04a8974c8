using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Pegs;

/// <summary>What must hold of pegged orders, recomputed.</summary>
internal static class PegInvariants
{
    /// <summary>Checks that every pegged order rests no worse than it may, and the queues.</summary>
    /// <exception cref="InvariantViolationException">Something differs.</exception>
    public static void Check(MarketState state)
    {
        var ordersAt = new Dictionary<(Side Side, long PriceUnits), int>();
        int all = 0;
        for (int queue = 0; queue < PegBook.Queues; queue++)
        {
            PegQueue present = state.Pegs.Queue(queue);
            int count = 0;
            int left = 0;
            for (int place = present.Head; place != PegBook.None; place = state.Pegs.Entry(place).Next)
            {
                PegEntry entry = state.Pegs.Entry(place);
                bool follows = entry.Round == present.Round;
                if (!follows && left < count)
                {
                    StateInvariants.Fail($"pegged order {entry.OrderId} is behind those that have followed");
                }

                left += follows ? 0 : 1;
                count++;
                long price = CheckOrder(state, entry);
                ordersAt[(PegBook.SideOf(queue), price)] = ordersAt.GetValueOrDefault((PegBook.SideOf(queue), price)) + 1;
            }

            StateInvariants.Expect(count, present.Count, "orders of a queue of pegs");
            StateInvariants.Expect(left, present.Left, "pegs that have to follow");
            all += count;
        }

        StateInvariants.Expect(all, state.Pegs.Count, "pegged orders");
        foreach (((Side side, long price), int orders) in ordersAt)
        {
            StateInvariants.Expect(orders, state.Pegs.OrdersAt(side, price), "pegged orders of a price");
        }
    }

    private static long CheckOrder(MarketState state, in PegEntry entry)
    {
        int slot = state.Book.FindSlot(entry.OrderId);
        if (slot == LimitOrderBook.None || !state.Book.Terms(slot).IsPegged)
        {
            StateInvariants.Fail($"pegged order {entry.OrderId} does not rest");
        }

        long price = state.Book.Node(slot).PriceUnits;
        bool isBuy = state.Book.Terms(slot).Side == Side.Buy;
        if ((isBuy ? price > entry.WorstUnits : price < entry.WorstUnits) || isBuy != (PegBook.SideOf(entry.Queue) == Side.Buy))
        {
            StateInvariants.Fail($"pegged order {entry.OrderId} rests at {price}, at worst {entry.WorstUnits}");
        }

        return price;
    }
}
