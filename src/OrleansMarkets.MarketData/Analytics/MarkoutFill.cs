using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.MarketData.Analytics;

/// <summary>A fill whose worth is measured later.</summary>
/// <param name="TimeNs">When it happened.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="IsMaker">Whether the order rested.</param>
/// <param name="Side">What the account did.</param>
/// <param name="PriceUnits">Price.</param>
/// <param name="Lots">Quantity.</param>
/// <param name="NotionalQuanta">Price × quantity, quote quanta.</param>
internal readonly record struct MarkoutFill(
    long TimeNs, long Account, bool IsMaker, Side Side, long PriceUnits, long Lots, long NotionalQuanta);
