using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <content>What linked orders do to each other.</content>
internal sealed partial class NaiveMarket
{
    /// <summary>One of the two latest groups of a kind of an account, by the order that made it; 0 if there is none.</summary>
    public int GroupFor(int account, LinkKind link, int choice)
    {
        int[] latest =
        [
            .. _groups.Where(each => each.Value.Account == account && each.Value.HasParent == (link != LinkKind.OneCancelsOther))
                .OrderByDescending(each => each.Key).Take(2).Select(each => each.Key),
        ];
        return latest.Length == 0 ? 0 : latest[choice % latest.Length];
    }

    private ResultCode CheckGroup(NaiveOrderRequest request)
    {
        if (request.Link == LinkKind.None || request.Group == 0)
        {
            return ResultCode.Ok;
        }

        if (!_groups.TryGetValue(request.Group, out NaiveGroup? group)
            || group.Account != request.Account
            || (group.HasEnded && group.ParentFilled == 0))
        {
            return ResultCode.LinkedOrderGone;
        }

        if (group.HasParent != (request.Link != LinkKind.OneCancelsOther))
        {
            return ResultCode.LinkMismatch;
        }

        if (request.Link != LinkKind.OneTriggersOther && group.MemberFilled > 0)
        {
            return ResultCode.LinkedOrderTraded;
        }

        return group.Members.Count < MarketLimits.MaximumLinkedOrders ? ResultCode.Ok : ResultCode.TooManyLinkedOrders;
    }

    private void Join(NaiveMarketOrder order, NaiveOrderRequest request)
    {
        if (request.Link == LinkKind.None)
        {
            return;
        }

        if (request.Group != 0)
        {
            order.Group = _groups[request.Group];
            order.Group.Members.Add(order);
            return;
        }

        bool hasParent = request.Link != LinkKind.OneCancelsOther;
        order.Group = new NaiveGroup { Account = order.Account, HasParent = hasParent, Parent = hasParent ? order : null };
        _groups.Add(order.Number, order.Group);
        if (!hasParent)
        {
            order.Group.Members.Add(order);
        }
    }

    // A maker's fill is told to its group before the trade itself.
    private void FilledBefore(NaiveMarketOrder maker, long lots) => Fill(maker, lots, isWhole: lots == maker.Lots);

    private void Filled(NaiveMarketOrder taker, NaiveResult result)
    {
        if (result.Filled > 0)
        {
            Fill(taker, result.Filled, isWhole: result is { Resting: 0, Cancelled: 0 });
        }
    }

    private void Fill(NaiveMarketOrder order, long lots, bool isWhole)
    {
        if (order.Group is not { } group)
        {
            return;
        }

        if (order.IsParent)
        {
            group.ParentFilled += lots;
            MarkChanged(group);
            return;
        }

        group.MemberFilled += lots;
        if (!order.IsExclusive)
        {
            return;
        }

        foreach (NaiveMarketOrder other in Enumerable.Reverse(group.Members).Where(other => other.IsExclusive && other != order).ToList())
        {
            Take(other, isWhole ? other.Lots : Math.Min(lots, other.Lots), CancelReason.LinkedFill);
        }
    }

    private void LeaveGroup(NaiveMarketOrder order)
    {
        if (order.Group is not { } group)
        {
            return;
        }

        if (order.IsParent)
        {
            group.Parent = null;
            MarkChanged(group);
        }

        group.Members.Remove(order);
    }

    private void EndTaker(NaiveMarketOrder order)
    {
        if (!_resting.Contains(order))
        {
            LeaveGroup(order);
        }
    }

    private void MarkChanged(NaiveGroup group)
    {
        if (!_changed.Contains(group))
        {
            _changed.Add(group);
        }
    }

    private void EndParent(NaiveMarketOrder child)
    {
        if (child.Group is not { HasParent: true } group || child.IsParent)
        {
            return;
        }

        if (group.Parent is { } parent)
        {
            Take(parent, parent.Lots, CancelReason.ChildEntered);
        }

        FollowParent(group);
    }

    private void FollowParent(NaiveGroup group)
    {
        foreach (NaiveMarketOrder child in Enumerable.Reverse(group.Members).ToList())
        {
            if (group.HasEnded)
            {
                Cut(child);
            }

            long armed = group.HasEnded || child.HasTrigger ? Math.Min(child.Lots, group.ParentFilled) : 0;
            if (_waiting.Contains(child) && armed > child.Armed)
            {
                if (child.Armed == 0)
                {
                    SetOff(child);
                }

                child.Armed = armed;
                Set(child);
            }
        }
    }

    // What became of an order that waits: a child that comes late is cut.
    private static NaiveResult CutOf(NaiveMarketOrder order, long lots) => new(
        ResultCode.Ok,
        Waiting: order.Lots,
        Cancelled: lots - order.Lots,
        Reason: lots > order.Lots ? CancelReason.ParentEnded : CancelReason.None);

    private void Cut(NaiveMarketOrder child)
    {
        if (_waiting.Contains(child) && child.Lots > child.Group!.ParentFilled)
        {
            Take(child, child.Lots - child.Group.ParentFilled, CancelReason.ParentEnded);
        }
    }
}
