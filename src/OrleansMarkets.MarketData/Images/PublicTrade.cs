using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.MarketData.Images;

/// <summary>A trade as everybody may see it.</summary>
/// <param name="Id">Its id; the executions of both sides have the same.</param>
/// <param name="TimeNs">Book time, nanoseconds since the Unix epoch.</param>
/// <param name="TakerSide">What the taker did.</param>
/// <param name="PriceUnits">Price.</param>
/// <param name="Lots">Quantity.</param>
/// <param name="NotionalQuanta">Price × quantity, quote quanta.</param>
/// <param name="Kind">An ordinary trade, a liquidation or an auto-deleveraging.</param>
public readonly record struct PublicTrade(
    ExecutionId Id, long TimeNs, Side TakerSide, long PriceUnits, long Lots, long NotionalQuanta, ExecutionKind Kind);
