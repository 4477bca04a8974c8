namespace OrleansMarkets.MarketData.Candles;

/// <summary>Which bars are wanted: the latest that fit, or the first ones when only a beginning is given.</summary>
/// <param name="Source">Of which prices.</param>
/// <param name="Interval">Of which length.</param>
/// <param name="FromNs">Bars that begin no earlier, nanoseconds since the Unix epoch; null for no bound.</param>
/// <param name="ToNs">Bars that begin no later; null for no bound.</param>
/// <param name="Limit">Bars at most.</param>
public readonly record struct CandleQuery(CandleSource Source, CandleInterval Interval, long? FromNs, long? ToNs, int Limit);
