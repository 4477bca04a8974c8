using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>An order belongs to a group of linked orders from now on.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Account">Its owner.</param>
/// <param name="Kind">The dependence.</param>
/// <param name="Group">Command id of the order that made the group.</param>
/// <param name="IsParent">Whether it is the parent that the others wait for.</param>
public readonly record struct LinkJoinedEvent(long OrderId, long Account, LinkKind Kind, CommandId Group, bool IsParent);
