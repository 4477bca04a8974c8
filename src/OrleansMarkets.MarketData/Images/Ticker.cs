namespace OrleansMarkets.MarketData.Images;

/// <summary>
/// A market at a glance. The windows of a day and an hour are made of whole minutes, the present one included. Prices are zero where there
/// is none yet.
/// </summary>
/// <param name="Symbol">The market.</param>
/// <param name="Sequence">Sequence of the last record.</param>
/// <param name="TimeNs">Its book time, nanoseconds since the Unix epoch.</param>
/// <param name="LastPriceUnits">Price of the last trade.</param>
/// <param name="BestBidUnits">Best bid.</param>
/// <param name="BestBidLots">Lots at the best bid.</param>
/// <param name="BestAskUnits">Best ask.</param>
/// <param name="BestAskLots">Lots at the best ask.</param>
/// <param name="HighUnits">Highest price of the last 24 hours.</param>
/// <param name="LowUnits">Lowest price of the last 24 hours.</param>
/// <param name="VolumeLots">Lots traded in the last 24 hours.</param>
/// <param name="TurnoverQuanta">Notional traded in the last 24 hours, quote quanta.</param>
/// <param name="DayAgoUnits">Price 24 hours ago; the first of the market while it is younger.</param>
/// <param name="HourAgoUnits">Price an hour ago; the first of the market while it is younger.</param>
/// <param name="Status">Phase, mark, index, open interest and funding.</param>
public sealed record Ticker(
    string Symbol,
    long Sequence,
    long TimeNs,
    long LastPriceUnits,
    long BestBidUnits,
    long BestBidLots,
    long BestAskUnits,
    long BestAskLots,
    long HighUnits,
    long LowUnits,
    long VolumeLots,
    Int128 TurnoverQuanta,
    long DayAgoUnits,
    long HourAgoUnits,
    MarketStatus Status);
