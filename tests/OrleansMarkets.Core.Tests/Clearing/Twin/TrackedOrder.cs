using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <summary>What the records say of one order.</summary>
internal sealed class TrackedOrder
{
    public required long Account { get; init; }

    public required Side Side { get; init; }

    public required OrderFlags Flags { get; init; }

    public required OrderInstructions Instructions { get; init; }

    /// <summary>Its limit; 0 for none.</summary>
    public long Limit { get; set; }

    /// <summary>Quantity of the whole order.</summary>
    public long Quantity { get; set; }

    public long Filled { get; set; }

    /// <summary>Cancelled lots.</summary>
    public long Gone { get; set; }

    /// <summary>Where it rests; 0 if it does not.</summary>
    public long Price { get; set; }

    /// <summary>Lots that rest or wait.</summary>
    public long Lots { get; set; }

    /// <summary>Lots traded in the present step.</summary>
    public long FilledInStep { get; set; }

    public bool IsReduceOnly => Flags.HasFlag(OrderFlags.ReduceOnly);

    public bool NeverTakes => Flags.HasFlag(OrderFlags.PostOnly) || Flags.HasFlag(OrderFlags.PostOnlySlide);
}
