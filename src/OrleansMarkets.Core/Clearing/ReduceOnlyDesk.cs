using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// Cuts the reduce-only orders of an account to its position whenever that shrank: those that rest together never close more than there is,
/// so that the book shows nothing that cannot trade. The newest lose first; those on the side that would open go whole, those that wait for
/// a price included: they were placed for a position that is there no more.
/// </summary>
/// <param name="state">The market's state.</param>
/// <param name="sink">Where decisions go.</param>
/// <param name="matcher">Cancels and reduces.</param>
/// <param name="conditionals">Cancels orders that wait.</param>
internal sealed class ReduceOnlyDesk(MarketState state, EventSink sink, Matcher matcher, ConditionalDesk conditionals)
{
    /// <summary>Cuts the orders of the accounts that wait for it, up to the step's limit.</summary>
    /// <returns>Whether accounts are left.</returns>
    public bool ClipWaiting()
    {
        int accounts = 0;
        int visited = 0;
        foreach (int index in state.Overfull)
        {
            if (visited >= MarketLimits.MaximumDueOrdersPerStep)
            {
                break;
            }

            visited += 1 + state.Rows[index].OpenOrders;
            accounts++;
            Clip(index);
        }

        if (accounts > 0)
        {
            sink.Emit(new ReduceOnlyClippedEvent(accounts));
        }

        return state.Overfull.Count > 0;
    }

    private void Clip(int index)
    {
        long size = state.Rows[index].SizeLots;
        Side closing = size > 0 ? Side.Sell : Side.Buy;
        long excess = ClosingLots(index, closing) - Math.Abs(size);
        LimitOrderBook book = state.Book;
        for (int slot = book.NewestOf(index); slot != LimitOrderBook.None;)
        {
            ref RestingTerms order = ref book.Terms(slot);
            int next = order.OwnerPrevious;
            if ((order.Flags & OrderFlags.ReduceOnly) != 0)
            {
                if (size == 0 || order.Side != closing)
                {
                    matcher.Cancel(slot, CancelReason.NothingToReduce);
                }
                else if (excess > 0)
                {
                    long lots = Math.Min(excess, state.LotsOf(slot));
                    matcher.Reduce(slot, lots, CancelReason.ExceedsPosition);
                    excess -= lots;
                }
            }

            slot = next;
        }

        CancelWaiting(index, size);
    }

    // Children whose parent may still trade wait for the position that it will make.
    private void CancelWaiting(int index, long size)
    {
        ConditionalBook waiting = state.Conditionals;
        for (int slot = waiting.NewestOf(index); slot != ConditionalBook.None;)
        {
            ref WaitingOrder order = ref waiting[slot];
            int next = order.OwnerPrevious;
            bool isMeant = order.IsReduceOnly
                && order.Trigger.Kind != TriggerKind.None
                && Matcher.Reducible(size, order.Side) == 0
                && !HasLivingParent(order.OrderId);
            if (isMeant)
            {
                conditionals.Cancel(slot, CancelReason.NothingToReduce);
            }

            slot = next;
        }
    }

    private bool HasLivingParent(long orderId) =>
        state.Links.Of(orderId) is { HasParent: true, HasParentEnded: false } group && group.ParentOrderId != orderId;

    private long ClosingLots(int index, Side closing)
    {
        long lots = 0;
        for (int slot = state.Book.OldestOf(index); slot != LimitOrderBook.None; slot = state.Book.Terms(slot).OwnerNext)
        {
            ref RestingTerms order = ref state.Book.Terms(slot);
            lots += (order.Flags & OrderFlags.ReduceOnly) != 0 && order.Side == closing ? state.LotsOf(slot) : 0;
        }

        return lots;
    }
}
