using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Links;

/// <summary>
/// Decides what linked orders do to each other: what one of an exclusive group trades the others lose in the same moment, before anything
/// else can trade; children may execute as much as their parent has traded.
/// </summary>
/// <param name="state">The market's state.</param>
/// <param name="sink">Where decisions go.</param>
/// <param name="conditionals">Waiting orders.</param>
internal sealed class LinkDesk(MarketState state, EventSink sink, ConditionalDesk conditionals)
{
    /// <summary>How an order is linked; none if it is not.</summary>
    public static LinkTerms TermsOf(in SubmitCommand command) => command.Instructions?.Link ?? default;

    /// <summary>Whether an order waits for a parent.</summary>
    public static bool IsChild(in SubmitCommand command)
    {
        LinkTerms link = TermsOf(command);
        return link.Kind is LinkKind.OneTriggersOther or LinkKind.OneTriggersOneCancelsOther && link.Group != command.Id;
    }

    /// <summary>Whether a live order waits, or has waited, for a parent.</summary>
    public bool IsChild(long orderId) => state.Links.Of(orderId) is { HasParent: true } group && group.ParentOrderId != orderId;

    /// <summary>Whether an order may join the group that it names.</summary>
    public ResultCode Check(in SubmitCommand command)
    {
        LinkTerms link = TermsOf(command);
        if (link.Kind == LinkKind.None || link.Group == command.Id)
        {
            return ResultCode.Ok;
        }

        LinkGroup? group = state.Links.Find(new ResultKey(command.Account, link.Group));
        bool wantsParent = link.Kind != LinkKind.OneCancelsOther;
        if (group is null || (group.HasParentEnded && group.ParentFilledLots == 0))
        {
            return ResultCode.LinkedOrderGone;
        }

        if (group.HasParent != wantsParent)
        {
            return ResultCode.LinkMismatch;
        }

        if (link.Kind != LinkKind.OneTriggersOther && group.MemberFilledLots > 0)
        {
            return ResultCode.LinkedOrderTraded;
        }

        return group.Members.Count < MarketLimits.MaximumLinkedOrders ? ResultCode.Ok : ResultCode.TooManyLinkedOrders;
    }

    /// <summary>Takes an order into its group.</summary>
    public void Join(in SubmitCommand command, long orderId)
    {
        LinkTerms link = TermsOf(command);
        if (link.Kind != LinkKind.None)
        {
            bool isParent = link.Kind != LinkKind.OneCancelsOther && link.Group == command.Id;
            sink.Emit(new LinkJoinedEvent(orderId, command.Account, link.Kind, link.Group, isParent));
        }
    }

    /// <summary>Lots of a child that its parent's trades allow so far.</summary>
    public long ArmedLots(in SubmitCommand command, long lots)
    {
        if (!IsChild(command))
        {
            return lots;
        }

        LinkGroup group = state.Links.Find(new ResultKey(command.Account, TermsOf(command).Group))!;
        return ConditionalDesk.HasTrigger(command) || group.HasParentEnded ? Math.Min(lots, group.ParentFilledLots) : 0;
    }

    /// <summary>A child that came after its parent has ended keeps what the parent has traded.</summary>
    /// <returns>Lots that went.</returns>
    public long CutLateChild(in SubmitCommand command, long orderId) =>
        IsChild(command) && state.Links.Of(orderId) is { HasParentEnded: true } group ? Cut(group, orderId) : 0;

    /// <summary>A linked order traded.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="lots">Lots.</param>
    /// <param name="isWhole">Whether nothing of it is left.</param>
    public void Filled(long orderId, long lots, bool isWhole)
    {
        if (state.Links.Of(orderId) is not { } group)
        {
            return;
        }

        bool isExclusive = group.IsExclusive(orderId);
        sink.Emit(new LinkFilledEvent(orderId, lots));
        for (int at = group.Members.Count - 1; isExclusive && at >= 0; at--)
        {
            LinkMember other = group.Members[at];
            if (other.IsExclusive && other.OrderId != orderId)
            {
                Reduce(other.OrderId, isWhole ? long.MaxValue : lots, CancelReason.LinkedFill);
            }
        }
    }

    /// <summary>A child is entered: its parent trades no more, and the children keep what it has traded until now.</summary>
    public void EndParent(long childOrderId)
    {
        if (state.Links.Of(childOrderId) is { HasParent: true } group && group.ParentOrderId != childOrderId)
        {
            Reduce(group.ParentOrderId, long.MaxValue, CancelReason.ChildEntered);
            Follow(group);
        }
    }

    /// <summary>Lots of a resting order that a fill-or-kill order may count on: what one of a group fills the others lose.</summary>
    /// <param name="orderId">The resting order.</param>
    /// <param name="lots">Lots that it could fill alone.</param>
    /// <param name="remainingLots">Lots that it has.</param>
    /// <param name="probe">Number of the probe.</param>
    public long Probe(long orderId, long lots, long remainingLots, long probe)
    {
        if (state.Links.Of(orderId) is not { } group || !group.IsExclusive(orderId))
        {
            return lots;
        }

        if (group.ProbeSequence != probe)
        {
            (group.ProbeSequence, group.ProbeLots, group.ProbeEnded) = (probe, 0, false);
        }

        // One that has lost all of its lots to the fills of others is gone; only one that is filled whole ends the group.
        long left = group.ProbeEnded ? 0 : Math.Max(0, remainingLots - group.ProbeLots);
        if (left == 0)
        {
            return 0;
        }

        lots = Math.Min(lots, left);
        group.ProbeLots += lots;
        group.ProbeEnded |= lots == left;
        return lots;
    }

    /// <summary>Lets children follow the parents that have traded or ended in the step.</summary>
    public void FollowParents()
    {
        while (state.Links.TakeDirty() is { } group)
        {
            Follow(group);
        }
    }

    private void Follow(LinkGroup group)
    {
        for (int at = group.Members.Count - 1; at >= 0; at--)
        {
            Follow(group, group.Members[at].OrderId);
        }
    }

    private void Follow(LinkGroup group, long orderId)
    {
        if (group.HasParentEnded)
        {
            Cut(group, orderId);
        }

        int slot = state.Conditionals.FindSlot(orderId);
        if (slot == ConditionalBook.None)
        {
            return;
        }

        ref WaitingOrder order = ref state.Conditionals[slot];
        bool mayBegin = group.HasParentEnded || order.Trigger.Kind != TriggerKind.None;
        long armed = mayBegin ? Math.Min(order.Lots, group.ParentFilledLots) : 0;
        if (armed > order.ArmedLots)
        {
            conditionals.Arm(slot, armed);
        }
    }

    private long Cut(LinkGroup group, long orderId)
    {
        int slot = state.Conditionals.FindSlot(orderId);
        long lots = slot == ConditionalBook.None ? 0 : Math.Max(0, state.Conditionals[slot].Lots - group.ParentFilledLots);
        if (lots > 0)
        {
            conditionals.Reduce(slot, lots, CancelReason.ParentEnded);
        }

        return lots;
    }

    private void Reduce(long orderId, long lots, CancelReason reason)
    {
        int waiting = state.Conditionals.FindSlot(orderId);
        if (waiting != ConditionalBook.None)
        {
            conditionals.Reduce(waiting, Math.Min(lots, state.Conditionals[waiting].Lots), reason);
            return;
        }

        int slot = state.Book.FindSlot(orderId);
        if (slot != LimitOrderBook.None)
        {
            Matcher.Reduce(state, sink, slot, Math.Min(lots, state.LotsOf(slot)), reason);
        }
    }
}
