namespace OrleansMarkets.Core.Matching;

/// <summary>One resting order in the arena of a book. Links are slot numbers; −1 ends a list.</summary>
internal struct OrderSlot
{
    /// <summary>The order.</summary>
    public long OrderId;

    /// <summary>Limit price.</summary>
    public long PriceUnits;

    /// <summary>Lots left.</summary>
    public long RemainingLots;

    /// <summary>Lots at entry.</summary>
    public long OriginalLots;

    /// <summary>Reserve of what is left.</summary>
    public long ReserveQuanta;

    /// <summary>Reserve at entry.</summary>
    public long OriginalReserveQuanta;

    /// <summary>Index of the owner's row.</summary>
    public int Owner;

    /// <summary>Slot of the stored result that lives as long as the order; −1 if none.</summary>
    public int ResultSlot;

    /// <summary>Next in time at the price; next free slot when unused.</summary>
    public int Next;

    /// <summary>Previous in time at the price.</summary>
    public int Previous;

    /// <summary>Next newer order of the owner.</summary>
    public int OwnerNext;

    /// <summary>Next older order of the owner.</summary>
    public int OwnerPrevious;

    /// <summary>Buy or sell.</summary>
    public Side Side;

    /// <summary>Conditions.</summary>
    public OrderFlags Flags;
}
