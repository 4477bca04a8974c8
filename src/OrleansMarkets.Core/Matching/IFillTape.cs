namespace OrleansMarkets.Core.Matching;

/// <summary>Where a book tells of fills, in the order in which they happen.</summary>
internal interface IFillTape
{
    /// <summary>An order is filled, whole or in part; the book itself takes the lots from its queue afterwards.</summary>
    /// <param name="slot">Its slot.</param>
    /// <param name="maker">The order as it is before.</param>
    /// <param name="lots">Lots.</param>
    /// <returns>Whether it is filled; if not, nothing behind it is either.</returns>
    bool TryFill(int slot, in OrderNode maker, long lots);
}
