namespace OrleansMarkets.Core.Matching;

/// <summary>
/// What clearing keeps of a resting order beside its <see cref="OrderNode"/>, under the same slot number. Links are slot numbers; 0 ends a
/// list.
/// </summary>
internal struct RestingTerms
{
    /// <summary>Lots at entry.</summary>
    public long OriginalLots;

    /// <summary>Reserve of what is left.</summary>
    public long ReserveQuanta;

    /// <summary>Reserve at entry.</summary>
    public long OriginalReserveQuanta;

    /// <summary>
    /// Number of its entry into the book: the order of time of all orders, also of those that entered long after they were submitted.
    /// </summary>
    public long Entry;

    /// <summary>Index of the owner's row.</summary>
    public int Owner;

    /// <summary>Slot of the stored result that lives as long as the order; −1 if none.</summary>
    public int ResultSlot;

    /// <summary>Next newer order of the owner.</summary>
    public int OwnerNext;

    /// <summary>Next older order of the owner.</summary>
    public int OwnerPrevious;

    /// <summary>Place of what it has beyond a plain order; 0 for a plain order.</summary>
    public int Extra;

    /// <summary>Buy or sell.</summary>
    public Side Side;

    /// <summary>Conditions.</summary>
    public OrderFlags Flags;

    /// <summary>Whether it belongs to a group of linked orders.</summary>
    public bool IsLinked;

    /// <summary>Whether its price follows a reference.</summary>
    public bool IsPegged;

    /// <summary>Whether it is nothing but a price and a number of lots: whoever takes it may do so without a second look.</summary>
    public readonly bool IsPlain => Extra == 0 && (Flags & OrderFlags.ReduceOnly) == 0 && !IsLinked && !IsPegged;
}
