namespace OrleansMarkets.Core.Matching;

/// <summary>Where a book tells of fills, in the order in which they happen.</summary>
internal interface IFillTape
{
    /// <summary>An order has been filled, whole or in part.</summary>
    void Fill(long makerId, long priceUnits, long lots);
}
