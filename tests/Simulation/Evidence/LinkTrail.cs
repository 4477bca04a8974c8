using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>
/// Linked orders of one market. What one order of an exclusive group trades each of the others loses in the same step; children execute
/// no more than their parent has traded, and the parent trades no more once one of them was entered.
/// </summary>
/// <param name="lotsOf">Lots of an order that rest or wait.</param>
/// <param name="counts">How often what happened.</param>
internal sealed class LinkTrail(Func<long, long> lotsOf, MarketCounts counts)
{
    private readonly Dictionary<(long Account, CommandId Group), NaiveGroup> _groups = [];
    private readonly Dictionary<long, NaiveGroup> _groupOf = [];
    private readonly Dictionary<long, long> _told = [];
    private readonly Dictionary<long, long> _traded = [];
    private readonly Dictionary<long, long> _before = [];

    /// <summary>An order joins a group.</summary>
    public void Join(in LinkJoinedEvent joined, StepTrail step)
    {
        LinkTerms asked = step.Submit?.Instructions?.Link ?? default;
        bool isParent = joined.Kind != LinkKind.OneCancelsOther && joined.Group == step.Submit?.Id;
        step.Require(
            joined.OrderId == step.Sequence && joined.Kind == asked.Kind && joined.Group == asked.Group && joined.IsParent == isParent,
            "I38",
            $"{joined}, asked for {asked}");
        if (!_groups.TryGetValue((joined.Account, joined.Group), out NaiveGroup? group))
        {
            group = new NaiveGroup();
            _groups.Add((joined.Account, joined.Group), group);
        }

        _groupOf.Add(joined.OrderId, group);
        if (joined.IsParent)
        {
            group.ParentOrderId = joined.OrderId;
        }
        else if (joined.Kind != LinkKind.OneTriggersOther)
        {
            group.Exclusive.Add(joined.OrderId);
        }
    }

    /// <summary>The market counts what a linked order trades; whatever the others lose for it follows.</summary>
    public void Take(in LinkFilledEvent filled, StepTrail step)
    {
        _told[filled.OrderId] = _told.GetValueOrDefault(filled.OrderId) + filled.Lots;
        if (_groupOf.TryGetValue(filled.OrderId, out NaiveGroup? group) && group.Exclusive.Contains(filled.OrderId))
        {
            foreach (long other in group.Exclusive)
            {
                _before.TryAdd(other, lotsOf(other));
            }
        }

        step.Require(group is not null, "I38", $"{filled} is of no group");
    }

    /// <summary>An order trades, as the maker or the taker.</summary>
    public void Trade(long orderId, long lots)
    {
        if (_groupOf.TryGetValue(orderId, out NaiveGroup? group))
        {
            _traded[orderId] = _traded.GetValueOrDefault(orderId) + lots;
            group.ParentFilledLots += orderId == group.ParentOrderId ? lots : 0;
        }
    }

    /// <summary>Lots of an order that its parent's trades allow.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="hasTrigger">Whether it may begin before its parent has ended.</param>
    /// <param name="lots">Its lots.</param>
    public long ArmableLots(long orderId, bool hasTrigger, long lots)
    {
        if (!_groupOf.TryGetValue(orderId, out NaiveGroup? group) || group.ParentOrderId is 0 || group.ParentOrderId == orderId)
        {
            return lots;
        }

        return hasTrigger || lotsOf(group.ParentOrderId) == 0 ? group.ParentFilledLots : 0;
    }

    /// <summary>A waiting order is entered: no parent of it may trade any more.</summary>
    public void Enter(NaiveWaiting order, StepTrail step)
    {
        if (!_groupOf.TryGetValue(order.OrderId, out NaiveGroup? group) || group.ParentOrderId is 0 || group.ParentOrderId == order.OrderId)
        {
            return;
        }

        long left = lotsOf(group.ParentOrderId);
        step.Require(
            group.ParentFilledLots > 0 && order.Lots <= group.ParentFilledLots && left == 0,
            "I38",
            $"{order.Lots} lots of order {order.OrderId} enter, its parent traded {group.ParentFilledLots} and has {left} left");
        counts.ChildrenEntered++;
    }

    /// <summary>A record has ended.</summary>
    public void EndStep(StepTrail step)
    {
        if (_told.Count == 0 && _traded.Count == 0)
        {
            return;
        }

        foreach ((long orderId, long lots) in _traded)
        {
            long told = _told.GetValueOrDefault(orderId);
            step.Require(told == lots, "I38", $"linked order {orderId} traded {lots}, counted are {told}");
        }

        foreach ((long orderId, long before) in _before)
        {
            RequireLoss(orderId, before, step);
        }

        _told.Clear();
        _traded.Clear();
        _before.Clear();
    }

    private void RequireLoss(long orderId, long before, StepTrail step)
    {
        long[] others = [.. _groupOf[orderId].Exclusive.Where(other => other != orderId && _traded.ContainsKey(other))];
        long lost = others.Sum(other => _traded[other]);
        bool isTaken = others.Any(other => IsTakenWhole(other, step));
        long most = isTaken ? 0 : Math.Max(0, before - lost);
        bool isAmended = step.ReenteredId == orderId;
        step.Require(
            isAmended || lotsOf(orderId) <= most,
            "I38",
            $"order {orderId} has {lotsOf(orderId)} of {before} lots left, others of its group traded {lost}");
        counts.LinkedLosses += lost > 0 && before > 0 ? 1 : 0;
    }

    private bool IsTakenWhole(long orderId, StepTrail step) => step.Entering.TryGetValue(orderId, out EnteringOrder? entering)
        ? entering.FilledLots == entering.Lots
        : _before.GetValueOrDefault(orderId) is > 0 and { } before && _traded[orderId] >= before;

    private sealed class NaiveGroup
    {
        public long ParentOrderId { get; set; }

        public long ParentFilledLots { get; set; }

        /// <summary>Orders that cancel each other.</summary>
        public HashSet<long> Exclusive { get; } = [];
    }
}
