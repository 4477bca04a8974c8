namespace OrleansMarkets.Core.Margin;

/// <summary>What margin reads of an account's row in a market, orders in flight included: one line of the cache.</summary>
/// <param name="SizeLots">Signed position, lots.</param>
/// <param name="QuoteQuanta">Cleared cash, quote quanta.</param>
/// <param name="CostBasisQuanta">Signed cost of the position, quote quanta.</param>
/// <param name="FundingIndex">The cumulative funding index up to which the row is settled.</param>
/// <param name="BuyLots">Lots of buy orders that may open risk.</param>
/// <param name="SellLots">Lots of sell orders that may open risk.</param>
/// <param name="ReduceOnlyLots">Lots of reduce-only orders.</param>
/// <param name="ReserveQuanta">Order reserves, quote quanta.</param>
internal readonly record struct MarginRow(
    long SizeLots,
    long QuoteQuanta,
    long CostBasisQuanta,
    long FundingIndex,
    long BuyLots,
    long SellLots,
    long ReduceOnlyLots,
    long ReserveQuanta);
