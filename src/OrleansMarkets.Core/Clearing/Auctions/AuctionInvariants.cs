using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Auctions;

/// <summary>What must hold of auctions and of orders that wait for their time.</summary>
internal static class AuctionInvariants
{
    /// <summary>Recomputes and compares.</summary>
    /// <exception cref="InvariantViolationException">Something differs.</exception>
    public static void Check(MarketState state)
    {
        AuctionState auction = state.Auction;
        if (auction.IsHeld && !auction.IsPending)
        {
            StateInvariants.Fail("an auction is held that was not called");
        }

        if (state.UntradedInterruptions < 0)
        {
            StateInvariants.Fail($"{state.UntradedInterruptions} interruptions without a trade");
        }

        int immediate = 0;
        foreach (long id in state.Book.OrderIdsInEntryOrder())
        {
            ref RestingTerms order = ref state.Book.Terms(state.Book.FindSlot(id));
            immediate += (order.Flags & OrderFlags.AuctionOnly) != 0 ? 1 : 0;
        }

        if (immediate > 0 && !auction.IsPending)
        {
            StateInvariants.Fail($"{immediate} orders rest for an auction that was not called");
        }

        int queued = auction.Immediate.Count(id => state.Book.FindSlot(id) != LimitOrderBook.None);
        StateInvariants.Expect(immediate, queued, "orders for the next auction alone");
        long before = 0;
        foreach (OrderDelayedEvent delayed in auction.Delayed)
        {
            if (delayed.DueNs < before)
            {
                StateInvariants.Fail($"the delayed order {delayed.OrderId} is out of its place");
            }

            before = delayed.DueNs;
        }
    }
}
