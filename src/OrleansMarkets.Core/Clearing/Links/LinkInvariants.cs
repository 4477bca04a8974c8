using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Links;

/// <summary>What must hold of linked orders, recomputed.</summary>
internal static class LinkInvariants
{
    /// <summary>Checks that groups hold live orders, each in one group, and that no group outlives its reason.</summary>
    /// <exception cref="InvariantViolationException">Something differs.</exception>
    public static void Check(MarketState state)
    {
        int orders = 0;
        foreach (LinkGroup group in state.Links.Groups)
        {
            orders += group.Members.Count + (group.ParentOrderId > 0 ? 1 : 0);
            if (group.Members.Count > MarketLimits.MaximumLinkedOrders
                || (group.IsEmpty && state.Results.Find(group.Key.Account, group.Key.Id) == ResultStore.None))
            {
                StateInvariants.Fail($"the group of {group.Key} has {group.Members.Count} orders or outlives its reason");
            }

            foreach (LinkMember member in group.Members)
            {
                CheckOrder(state, group, member.OrderId);
            }

            CheckOrder(state, group, group.ParentOrderId);
        }

        StateInvariants.Expect(orders, state.Links.OrderCount, "linked orders");
    }

    private static void CheckOrder(MarketState state, LinkGroup group, long orderId)
    {
        if (orderId == 0)
        {
            return;
        }

        int resting = state.Book.FindSlot(orderId);
        int waiting = state.Conditionals.FindSlot(orderId);
        bool isAlive = (resting != LimitOrderBook.None && state.Book.Terms(resting).IsLinked) || waiting != ConditionalBook.None;
        if (!isAlive || state.Links.Of(orderId) != group)
        {
            StateInvariants.Fail($"order {orderId} is in a group and neither rests nor waits, or is in another");
        }

        bool isChild = group.HasParent && orderId != group.ParentOrderId;
        if (isChild && waiting != ConditionalBook.None && state.Conditionals[waiting].ArmedLots > group.ParentFilledLots)
        {
            StateInvariants.Fail($"order {orderId} may execute more than its parent has traded");
        }
    }
}
