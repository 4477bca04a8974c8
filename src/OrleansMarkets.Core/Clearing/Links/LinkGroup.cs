namespace OrleansMarkets.Core.Clearing.Links;

/// <summary>Orders that depend on each other: a parent and its children, or orders that cancel each other.</summary>
internal sealed class LinkGroup
{
    /// <summary>Account, and the command id of the order that made the group.</summary>
    public ResultKey Key { get; set; }

    /// <summary>Whether it has a parent.</summary>
    public bool HasParent { get; set; }

    /// <summary>The parent; 0 if there is none or it has ended.</summary>
    public long ParentOrderId { get; set; }

    /// <summary>Lots that the parent has traded.</summary>
    public long ParentFilledLots { get; set; }

    /// <summary>Lots that the others have traded.</summary>
    public long MemberFilledLots { get; set; }

    /// <summary>The live orders of the group but for the parent, in the order in which they came.</summary>
    public List<LinkMember> Members { get; } = new(MarketLimits.MaximumLinkedOrders);

    /// <summary>Whether the parent has traded or ended since its children were last looked at.</summary>
    public bool IsDirty { get; set; }

    /// <summary>Whether the parent can trade no more.</summary>
    public bool HasParentEnded => HasParent && ParentOrderId == 0;

    /// <summary>Whether nothing of it is alive.</summary>
    public bool IsEmpty => Members.Count == 0 && ParentOrderId == 0;

    /// <summary>The last step that probed a fill-or-kill order against it: not part of the state.</summary>
    public long ProbeSequence { get; set; }

    /// <summary>Lots of its members that the probe has taken.</summary>
    public long ProbeLots { get; set; }

    /// <summary>Whether the probe has filled a member whole: the others are gone.</summary>
    public bool ProbeEnded { get; set; }

    /// <summary>Whether an order of the group cancels others when it trades.</summary>
    public bool IsExclusive(long orderId)
    {
        foreach (LinkMember member in Members)
        {
            if (member.OrderId == orderId)
            {
                return member.IsExclusive;
            }
        }

        return false;
    }

    /// <summary>Forgets everything, for use as another group.</summary>
    public void Clear()
    {
        (Key, HasParent, ParentOrderId, ParentFilledLots, MemberFilledLots, IsDirty) = (default, false, 0, 0, 0, false);
        (ProbeSequence, ProbeLots, ProbeEnded) = (0, 0, false);
        Members.Clear();
    }
}
