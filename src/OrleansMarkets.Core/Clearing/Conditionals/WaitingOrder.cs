using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Conditionals;

/// <summary>An order that waits for its trigger, for its parent, or for both. Links are slot numbers; 0 ends a list.</summary>
internal struct WaitingOrder
{
    /// <summary>The order; 0 in a free slot.</summary>
    public long OrderId;

    /// <summary>Lots left.</summary>
    public long Lots;

    /// <summary>Lots of them that may execute: all, unless it waits for a parent.</summary>
    public long ArmedLots;

    /// <summary>Lots when it began to wait or was amended last.</summary>
    public long OriginalLots;

    /// <summary>Lots of the whole order that had gone when it was amended last.</summary>
    public long GoneLots;

    /// <summary>Reserve of what is left.</summary>
    public long ReserveQuanta;

    /// <summary>Reserve when it began to wait or was amended last.</summary>
    public long OriginalReserveQuanta;

    /// <summary>Limit price; 0 for a market order.</summary>
    public long PriceUnits;

    /// <summary>Bound of a market order, from its risk check; 0 for none.</summary>
    public long WorstPriceUnits;

    /// <summary>Price that fires it; 0 while there is none.</summary>
    public long TriggerUnits;

    /// <summary>Price that moves the trigger of a trailing stop next; 0 if none does.</summary>
    public long NextMoveUnits;

    /// <summary>What it asks for beyond a plain order; what it waits for is in <see cref="Trigger"/>.</summary>
    public OrderInstructions Instructions;

    /// <summary>What it waits for: that of its instructions until it is amended.</summary>
    public TriggerTerms Trigger;

    /// <summary>Sequence of the step that placed or amended it last.</summary>
    public long Version;

    /// <summary>Its place among orders with the same trigger, the lowest first: the step that gave it its present terms.</summary>
    public long Place;

    /// <summary>Index of the owner's row.</summary>
    public int Owner;

    /// <summary>Slot of the stored result that lives as long as the order; −1 if none.</summary>
    public int ResultSlot;

    /// <summary>Next newer order of the owner; next free slot when unused.</summary>
    public int OwnerNext;

    /// <summary>Next older order of the owner.</summary>
    public int OwnerPrevious;

    /// <summary>Buy or sell.</summary>
    public Side Side;

    /// <summary>Limit or market.</summary>
    public OrderType Type;

    /// <summary>How long it works once it has been entered.</summary>
    public TimeInForce TimeInForce;

    /// <summary>Conditions.</summary>
    public OrderFlags Flags;

    /// <summary>
    /// Whether it was placed, armed or moved after the prices that are being compared: only the price at the end of the step counts for it.
    /// </summary>
    public bool IsFresh;

    /// <summary>Whether it only reduces a position.</summary>
    public readonly bool IsReduceOnly => (Flags & OrderFlags.ReduceOnly) != 0;

    /// <summary>Whether its trigger is reached from below.</summary>
    public readonly bool FiresRising => TriggerRules.FiresRising(Trigger.Kind, Side);

    /// <summary>Quantity of the whole order, what has gone included.</summary>
    public readonly long QuantityLots => OriginalLots + GoneLots;

    /// <summary>Lots of the whole order that have gone.</summary>
    public readonly long AllGoneLots => QuantityLots - Lots;
}
