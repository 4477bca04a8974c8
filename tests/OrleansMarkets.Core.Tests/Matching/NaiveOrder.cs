using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Matching;

/// <summary>An order of the naive book.</summary>
internal sealed record NaiveOrder(int Number, int Account, Side Side, long Price, long Lots, OrderFlags Flags)
{
    public bool IsReduceOnly => Flags.HasFlag(OrderFlags.ReduceOnly);
}
