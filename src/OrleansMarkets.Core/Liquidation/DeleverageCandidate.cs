namespace OrleansMarkets.Core.Liquidation;

/// <summary>An account on the other side of a bankrupt position, with the inputs of its rank.</summary>
/// <param name="Account">The account.</param>
/// <param name="SizeLots">Its signed position in the market, lots.</param>
/// <param name="NotionalQuanta">Its position at mark, quote quanta.</param>
/// <param name="EquityQuanta">Its equity over all markets, quanta.</param>
/// <param name="ZeroPriceUnits">Its own zero price in the market: it is never closed at a worse one.</param>
public readonly record struct DeleverageCandidate(
    long Account,
    long SizeLots,
    long NotionalQuanta,
    long EquityQuanta,
    long ZeroPriceUnits);
