using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

internal sealed partial class Matcher
{
    private bool IsOwn(in Taker taker, int slot)
    {
        ref RestingTerms order = ref state.Book.Terms(slot);
        return order.Owner == taker.Row || (taker.SelfTradeGroup != 0 && IsOfGroup(taker.SelfTradeGroup, order.Extra));
    }

    private bool IsOfGroup(long group, int extra) => extra != OrderExtrasTable.None && state.Extras[extra].SelfTradeGroup == group;

    // Whether the taker goes on.
    private bool MeetOwn(ref Taker taker, int slot)
    {
        if (taker.SelfTrade == SelfTradePolicy.Decrement)
        {
            long lots = Math.Min(taker.RemainingLots, state.LotsOf(slot));
            Reduce(slot, lots, CancelReason.SelfTrade);
            taker.RemainingLots -= lots;
            taker.DecrementedLots += lots;
            return true;
        }

        if (taker.SelfTrade != SelfTradePolicy.CancelTaker)
        {
            Cancel(slot, CancelReason.SelfTrade);
        }

        if (taker.SelfTrade == SelfTradePolicy.CancelMaker)
        {
            return true;
        }

        taker.Stopped = CancelReason.SelfTrade;
        return false;
    }

    private void Refill(int slot)
    {
        ref readonly OrderNode order = ref state.Book.Node(slot);
        if (order.RemainingLots > 0)
        {
            return;
        }

        ref RestingTerms terms = ref state.Book.Terms(slot);
        ref OrderExtras extras = ref state.Extras[terms.Extra];
        sink.Emit(new OrderRefilledEvent(
            order.OrderId,
            state.Rows[terms.Owner].Account,
            terms.Side,
            order.PriceUnits,
            Math.Min(extras.DisplayLots, extras.HiddenLots)));
    }
}
