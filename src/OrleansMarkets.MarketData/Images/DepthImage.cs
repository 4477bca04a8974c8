using System.Collections.Immutable;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.MarketData.Images;

/// <summary>The top of a book after a record.</summary>
/// <param name="Symbol">The market.</param>
/// <param name="Sequence">Sequence of the record; zero before the first.</param>
/// <param name="TimeNs">Its book time, nanoseconds since the Unix epoch.</param>
/// <param name="Bids">Best first.</param>
/// <param name="Asks">Best first.</param>
public sealed record DepthImage(
    string Symbol, long Sequence, long TimeNs, ImmutableArray<DepthLevel> Bids, ImmutableArray<DepthLevel> Asks);
