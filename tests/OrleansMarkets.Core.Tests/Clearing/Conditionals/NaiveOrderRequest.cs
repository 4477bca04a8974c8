using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Conditionals;

/// <summary>An order as both twins get it; groups are named by the number of the order that made them.</summary>
internal sealed record NaiveOrderRequest(
    int Account,
    Side Side,
    long Price,
    long Worst,
    long Lots,
    bool IsImmediate,
    bool IsReduceOnly,
    TriggerTerms Trigger,
    PegTerms Peg,
    LinkKind Link,
    int Group);
