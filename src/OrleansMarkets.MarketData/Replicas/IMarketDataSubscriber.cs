using OrleansMarkets.MarketData.Images;

namespace OrleansMarkets.MarketData.Replicas;

/// <summary>Takes what a market's replica pushes.</summary>
public interface IMarketDataSubscriber
{
    /// <summary>
    /// Takes an update. It is called on the follower's thread, one update after the other: it must only put the update into a queue of its
    /// own, because the market waits meanwhile. A subscriber that throws is unsubscribed.
    /// </summary>
    /// <param name="update">The update; immutable, shared by all subscribers.</param>
    void OnUpdate(MarketUpdate update);
}
