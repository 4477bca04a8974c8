namespace OrleansMarkets.Core.Matching;

/// <summary>
/// What matching needs of one resting order: 32 bytes, two of them to a cache line. Links are slot numbers; 0 ends a list. A free slot has
/// order id 0, so that a slot number kept from before tells by its id whether the order still rests.
/// </summary>
internal struct OrderNode
{
    /// <summary>The order; 0 in a free slot.</summary>
    public long OrderId;

    /// <summary>Limit price.</summary>
    public long PriceUnits;

    /// <summary>Lots left.</summary>
    public long RemainingLots;

    /// <summary>Next in time at the price; next free slot when unused.</summary>
    public int Next;

    /// <summary>Previous in time at the price.</summary>
    public int Previous;
}
