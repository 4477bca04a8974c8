using OrleansMarkets.Core.Clearing.Commands;

namespace OrleansMarkets.Core.Clearing;

/// <summary>What a resting order has beyond a plain one, in a place of the <see cref="OrderExtrasTable"/>.</summary>
internal struct OrderExtras
{
    /// <summary>What it asked for; null for a plain order that was amended.</summary>
    public OrderInstructions? Instructions;

    /// <summary>Lots that the book does not show.</summary>
    public long HiddenLots;

    /// <summary>Lots that were gone when it was amended last: traded or cancelled; with the lots at entry its quantity.</summary>
    public long GoneLots;

    /// <summary>Sequence of the step that amended it last; 0 if none did.</summary>
    public long AmendedSequence;

    /// <summary>Its slot in the book; next free place when unused.</summary>
    public int Slot;

    /// <summary>Lots that it shows at a time; 0 for all.</summary>
    public readonly long DisplayLots => Instructions?.DisplayLots ?? 0;

    /// <summary>Its group for self-trade; 0 for none.</summary>
    public readonly long SelfTradeGroup => Instructions?.SelfTradeGroup ?? 0;

    /// <summary>Its owner's number for mass cancels; 0 for none.</summary>
    public readonly long Tag => Instructions?.Tag ?? 0;

    /// <summary>When it expires; 0 for never.</summary>
    public readonly long ExpiresNs => Instructions?.ExpiresNs ?? 0;
}
