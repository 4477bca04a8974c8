using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Auctions;

/// <summary>The auction that a market has called, and the orders that wait for their time.</summary>
internal sealed class AuctionState
{
    private readonly Queue<long> _immediate = new();
    private readonly Queue<OrderDelayedEvent> _delayed = new();

    /// <summary>Whether an auction is called and has not ended: the book may cross.</summary>
    public bool IsPending { get; set; }

    /// <summary>Book time at which it is held; <see cref="long.MaxValue"/> for not yet known.</summary>
    public long DueNs { get; set; } = long.MaxValue;

    /// <summary>The phase that follows it.</summary>
    public MarketPhase After { get; set; }

    /// <summary>Whether it is being held: its price is decided, and its trades are not all done.</summary>
    public bool IsHeld { get; set; }

    /// <summary>The price of its trades, price units; 0 if nothing trades.</summary>
    public long PriceUnits { get; set; }

    /// <summary>When its price is published next; <see cref="long.MaxValue"/> for never.</summary>
    public long NextIndicationNs { get; set; } = long.MaxValue;

    /// <summary>What was published last.</summary>
    public AuctionPrice Indication { get; set; }

    /// <summary>
    /// Orders that trade in the next auction or not at all, oldest first; some may be gone.
    /// </summary>
    public Queue<long> Immediate => _immediate;

    /// <summary>Orders that wait for their time, in its order; some may be gone. They enter by <see cref="Delay"/>.</summary>
    public Queue<OrderDelayedEvent> Delayed => _delayed;

    /// <summary>No order waits for a time after this one: the time of the order that entered last, which may be gone.</summary>
    public long LatestDelayedNs { get; private set; }

    /// <summary>An order begins to wait for its time, which is not before that of any other.</summary>
    public void Delay(in OrderDelayedEvent order)
    {
        _delayed.Enqueue(order);
        LatestDelayedNs = order.DueNs;
    }
}
