namespace OrleansMarkets.Core.Matching;

/// <summary>The trades of a matcher in order, in memory that is reserved before.</summary>
public sealed class TradeTape
{
    private readonly OrderTrade[] _trades;
    private int _count;

    /// <summary>Reserves memory, and touches it so that the operating system gives it at once.</summary>
    /// <param name="capacity">Most trades.</param>
    public TradeTape(int capacity)
    {
        _trades = new OrderTrade[capacity];
        Array.Fill(_trades, new OrderTrade(1, 1, 1, 1, 1));
    }

    /// <summary>Number of trades.</summary>
    public int Count => _count;

    /// <summary>The trades, oldest first.</summary>
    public ReadOnlySpan<OrderTrade> Trades => _trades.AsSpan(0, _count);

    /// <summary>Forgets all trades; the memory stays.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds a trade.</summary>
    /// <exception cref="IndexOutOfRangeException">More than the tape was made for.</exception>
    internal void Add(long priceUnits, long lots, uint symbol, uint takerId, uint makerId) =>
        _trades[_count++] = new OrderTrade(priceUnits, lots, symbol, takerId, makerId);
}
