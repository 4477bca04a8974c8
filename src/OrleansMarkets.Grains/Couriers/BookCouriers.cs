using System.Collections.Concurrent;

namespace OrleansMarkets.Grains.Couriers;

/// <summary>The couriers of one silo, one a book; register it as a singleton.</summary>
/// <param name="clock">The silo's clock.</param>
public sealed class BookCouriers(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, BookCourier> _couriers = new(StringComparer.Ordinal);

    /// <summary>The courier to a book.</summary>
    /// <param name="symbol">The book's market.</param>
    internal BookCourier To(string symbol) =>
        _couriers.TryGetValue(symbol, out BookCourier? known)
            ? known
            : _couriers.GetOrAdd(symbol, static (name, clock) => new BookCourier(name, clock), clock);
}
