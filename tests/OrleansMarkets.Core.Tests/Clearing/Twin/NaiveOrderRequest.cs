using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <summary>
/// An order as both twins get it; groups are named by the number of the order that made them, 0 for a group of its own.
/// </summary>
internal sealed record NaiveOrderRequest(
    int Account,
    Side Side,
    long Price,
    long Worst,
    long Lots,
    TimeInForce Force,
    OrderFlags Flags,
    OrderInstructions Instructions,
    LinkKind Link,
    int Group)
{
    public bool IsReduceOnly => Flags.HasFlag(OrderFlags.ReduceOnly);

    public bool Closes => Flags.HasFlag(OrderFlags.ClosePosition);

    public bool IsChild => Link is LinkKind.OneTriggersOther or LinkKind.OneTriggersOneCancelsOther && Group != 0;

    public bool HasTrigger => Instructions.Trigger.Kind != TriggerKind.None;

    public bool Waits => HasTrigger || IsChild;

    public bool MayRest => Force is TimeInForce.GoodTillCancelled or TimeInForce.GoodTillDate;
}
