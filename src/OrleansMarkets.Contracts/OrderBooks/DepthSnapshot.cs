using System.Collections.Immutable;
using Orleans;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>The top of the book: public data, possibly ahead of the log by the batch in flight, marked with (epoch, sequence).</summary>
/// <param name="MarketEpoch">Epoch of the market's activation.</param>
/// <param name="Sequence">The market's sequence.</param>
/// <param name="Bids">Best first.</param>
/// <param name="Asks">Best first.</param>
[GenerateSerializer, Immutable, Alias("om.depth")]
public readonly record struct DepthSnapshot(
    long MarketEpoch,
    long Sequence,
    ImmutableArray<DepthLevel> Bids,
    ImmutableArray<DepthLevel> Asks);
