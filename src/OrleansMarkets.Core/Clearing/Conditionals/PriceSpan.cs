namespace OrleansMarkets.Core.Clearing.Conditionals;

/// <summary>The lowest and the highest price that a source has had since it was last looked at; both 0 before its first price.</summary>
internal struct PriceSpan
{
    public long LowUnits;
    public long HighUnits;

    /// <summary>Takes in a price.</summary>
    public void Extend(long priceUnits)
    {
        LowUnits = LowUnits == 0 ? priceUnits : Math.Min(LowUnits, priceUnits);
        HighUnits = Math.Max(HighUnits, priceUnits);
    }

    /// <summary>Begins anew from the present price.</summary>
    public void Reset(long priceUnits) => (LowUnits, HighUnits) = (priceUnits, priceUnits);
}
