using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.MarketData.Images;

/// <summary>One side of a trade, or a payment, as its account sees it. Amounts are quote quanta.</summary>
/// <param name="Symbol">The market.</param>
/// <param name="Account">The account.</param>
/// <param name="Id">Unique within the account and the market.</param>
/// <param name="Kind">What it was.</param>
/// <param name="OrderId">The order; the sequence of the step in a liquidation, zero without an order.</param>
/// <param name="ClientOrderId">The order's client id, empty for none.</param>
/// <param name="Type">The order's type; market in a liquidation or deleveraging.</param>
/// <param name="OrderPriceUnits">The order's limit price; zero for none.</param>
/// <param name="OrderLots">The order's quantity; zero for none.</param>
/// <param name="LeavesLots">What the order still had to trade afterwards.</param>
/// <param name="Side">What the account did; in a payment of funding the side of its position.</param>
/// <param name="PriceUnits">Price; the mark of the last boundary in a payment of funding.</param>
/// <param name="Lots">Quantity; the absolute position in a payment of funding.</param>
/// <param name="NotionalQuanta">Price × quantity; zero in a payment.</param>
/// <param name="FeeQuanta">What the account paid; negative when it received.</param>
/// <param name="IsMaker">Whether its order rested.</param>
/// <param name="RealisedQuanta">Profit realised, before fees.</param>
/// <param name="ClosedLots">Lots that closed a position; zero on a spot market.</param>
/// <param name="TimeNs">Book time, nanoseconds since the Unix epoch.</param>
public sealed record Execution(
    string Symbol,
    long Account,
    ExecutionId Id,
    ExecutionKind Kind,
    long OrderId,
    string ClientOrderId,
    OrderType Type,
    long OrderPriceUnits,
    long OrderLots,
    long LeavesLots,
    Side Side,
    long PriceUnits,
    long Lots,
    long NotionalQuanta,
    long FeeQuanta,
    bool IsMaker,
    long RealisedQuanta,
    long ClosedLots,
    long TimeNs);
