namespace OrleansMarkets.MarketData.Analytics;

/// <summary>
/// What an account's fills were worth some time later: for each, (reference − price) × lots, negated for a sale. The reference is the mid
/// at that time, or the mark while a side of the book is empty. Above zero the market went the way of the account.
/// </summary>
/// <param name="HorizonNs">How long after the fill, nanoseconds.</param>
/// <param name="IsMaker">Fills of resting orders, else of incoming ones.</param>
/// <param name="Fills">Number of fills.</param>
/// <param name="Lots">Their lots.</param>
/// <param name="NotionalQuanta">Their notional, quote quanta.</param>
/// <param name="AmountQuanta">The sum, quote quanta, half to even.</param>
public readonly record struct Markout(
    long HorizonNs, bool IsMaker, long Fills, long Lots, Int128 NotionalQuanta, Int128 AmountQuanta);
