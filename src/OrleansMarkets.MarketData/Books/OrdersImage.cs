using System.Collections.Immutable;

namespace OrleansMarkets.MarketData.Books;

/// <summary>All resting orders of a market after a record.</summary>
/// <param name="Symbol">The market.</param>
/// <param name="Sequence">Sequence of the record; zero before the first.</param>
/// <param name="TimeNs">Its book time, nanoseconds since the Unix epoch.</param>
/// <param name="Bids">In the order in which they trade.</param>
/// <param name="Asks">In the order in which they trade.</param>
public sealed record OrdersImage(
    string Symbol, long Sequence, long TimeNs, ImmutableArray<PublicOrder> Bids, ImmutableArray<PublicOrder> Asks);
