using Orleans;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>The latest committed row of an account, from a book; losing, repeating or reordering it is harmless.</summary>
/// <param name="Symbol">The market.</param>
/// <param name="MarketEpoch">Epoch of the market's activation.</param>
/// <param name="Sequence">The market's sequence.</param>
/// <param name="Row">The row.</param>
[GenerateSerializer, Immutable, Alias("om.row-push")]
public readonly record struct RowPush(
    string Symbol,
    long MarketEpoch,
    long Sequence,
    RowImage Row);
