namespace OrleansMarkets.Core.Matching;

/// <summary>The resting orders of a market by price and time.</summary>
public sealed class LimitOrderBook
{
    /// <summary>Number of resting orders.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>Highest buy price, price units; 0 if there is none.</summary>
    public long BestBidUnits => throw new NotImplementedException();

    /// <summary>Lowest sell price, price units; 0 if there is none.</summary>
    public long BestAskUnits => throw new NotImplementedException();

    /// <summary>Middle of best bid and ask, half to even; 0 if a side is empty.</summary>
    public long MidUnits => throw new NotImplementedException();

    /// <summary>Copies the best levels of a side, best first.</summary>
    /// <returns>How many were put.</returns>
    public int CopyDepth(Side side, Span<DepthLevel> levels) => throw new NotImplementedException();

    /// <summary>Average price of trading a notional into a side's resting orders.</summary>
    /// <param name="side">The resting side: buy for the impact bid.</param>
    /// <param name="notionalQuanta">Notional, quote quanta.</param>
    /// <param name="quantaPerUnitLot">Quote quanta of one price unit times one lot.</param>
    /// <returns>The average price, price units, half to even; 0 if the side is too shallow.</returns>
    public long ImpactPriceUnits(Side side, long notionalQuanta, long quantaPerUnitLot) => throw new NotImplementedException();

    /// <summary>Reads an order.</summary>
    public bool TryGetOrder(long orderId, out RestingOrder order) => throw new NotImplementedException();
}
