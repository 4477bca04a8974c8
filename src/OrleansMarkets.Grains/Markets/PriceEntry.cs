using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Grains.Hosting;

namespace OrleansMarkets.Grains.Markets;

/// <summary>A price and the moment, on this silo's monotonic clock, at which it had the age that it states.</summary>
/// <param name="Price">The price.</param>
/// <param name="Timestamp">Timestamp of <see cref="TimeProvider.GetTimestamp"/>.</param>
public readonly record struct PriceEntry(MarketPrice Price, long Timestamp)
{
    /// <summary>The price with the age that it has now.</summary>
    /// <param name="clock">The clock that gave the timestamp.</param>
    public MarketPrice AgedToNow(TimeProvider clock) => Price with { AgeNs = AgeNs(clock, clock.GetTimestamp()) };

    /// <summary>The age that the price has at a timestamp, nanoseconds.</summary>
    /// <param name="clock">The clock that gave the timestamps.</param>
    /// <param name="at">The timestamp.</param>
    public long AgeNs(TimeProvider clock, long at)
    {
        long elapsedNs = clock.GetElapsedTime(Timestamp, at).ToNs();
        return Price.AgeNs > long.MaxValue - elapsedNs ? long.MaxValue : Price.AgeNs + elapsedNs;
    }
}
