using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <summary>Cancels the orders whose time has come: those that expire, and all of an account whose cancel timer ran out.</summary>
/// <param name="state">The market's state.</param>
/// <param name="sink">Where decisions go.</param>
/// <param name="matcher">Cancels.</param>
/// <param name="orders">Cancels all orders of an account.</param>
internal sealed class OrderDueDesk(MarketState state, EventSink sink, Matcher matcher, OrderDesk orders)
{
    /// <summary>Does what is due first; there must be something due.</summary>
    /// <returns>Orders that were looked at.</returns>
    public int ApplyNext()
    {
        TimeHeap expiries = state.Extras.Expiries;
        if (expiries.NextNs <= state.CancelTimers.NextNs)
        {
            matcher.Cancel(state.Extras[expiries.Next].Slot, CancelReason.Expired);
            return 1;
        }

        int index = state.CancelTimers.Next;
        int open = state.Rows[index].OpenOrders;
        orders.CancelOrders(index, OrderFlags.None, CancelReason.TimerRanOut);
        sink.Emit(new CancelTimerSetEvent(state.Rows[index].Account, 0));
        return 1 + open;
    }
}
