using System.Collections.Immutable;
using Orleans;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>Committed rows of a market, in account order.</summary>
/// <param name="MarketEpoch">Epoch of the market's activation.</param>
/// <param name="Sequence">The market's sequence.</param>
/// <param name="Rows">The rows.</param>
/// <param name="HasMore">Whether more follow.</param>
[GenerateSerializer, Immutable, Alias("om.row-page")]
public readonly record struct RowPage(
    long MarketEpoch,
    long Sequence,
    ImmutableArray<RowImage> Rows,
    bool HasMore);
