using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <summary>Cancels the orders whose time has come: those that expire, and all of an account whose cancel timer ran out.</summary>
/// <param name="state">The market's state.</param>
/// <param name="sink">Where decisions go.</param>
/// <param name="matcher">Cancels orders that rest.</param>
/// <param name="orders">Cancels all orders of an account.</param>
/// <param name="conditionals">Cancels orders that wait.</param>
internal sealed class OrderDueDesk(
    MarketState state, EventSink sink, Matcher matcher, OrderDesk orders, ConditionalDesk conditionals)
{
    /// <summary>Does what is due first; there must be something due. At the same time resting orders come first and timers last.</summary>
    /// <returns>Orders that were looked at.</returns>
    public int ApplyNext()
    {
        TimeHeap resting = state.Extras.Expiries;
        TimeHeap waiting = state.Conditionals.Expiries;
        TimeHeap timers = state.CancelTimers;
        if (resting.NextNs <= Math.Min(waiting.NextNs, timers.NextNs))
        {
            matcher.Cancel(state.Extras[resting.Next].Slot, CancelReason.Expired);
            return 1;
        }

        if (waiting.NextNs <= timers.NextNs)
        {
            conditionals.Cancel(waiting.Next, CancelReason.Expired);
            return 1;
        }

        (int index, CancelTimerKind kind) = MarketState.OwnerOf(timers.Next);
        int open = state.Rows[index].OpenOrders;
        orders.CancelOrders(index, OrderFlags.None, CancelReason.TimerRanOut);
        sink.Emit(new CancelTimerSetEvent(state.Rows[index].Account, 0, kind));
        return 1 + open;
    }
}
