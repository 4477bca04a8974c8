using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.MarketData.Books;

/// <summary>The order in which the resting orders of one side trade.</summary>
/// <param name="side">The side.</param>
internal sealed class OrderQueue(Side side) : IComparer<PublicOrder>
{
    /// <inheritdoc/>
    public int Compare(PublicOrder left, PublicOrder right)
    {
        int byPrice = side == Side.Buy ? right.PriceUnits.CompareTo(left.PriceUnits) : left.PriceUnits.CompareTo(right.PriceUnits);
        return byPrice != 0 ? byPrice : left.Priority.CompareTo(right.Priority);
    }
}
