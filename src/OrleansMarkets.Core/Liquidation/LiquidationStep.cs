using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Liquidation;

/// <summary>One step of a liquidation: an immediate-or-cancel order against the book.</summary>
/// <param name="MarketIndex">Which of the account's markets.</param>
/// <param name="Side">Side of the closing order.</param>
/// <param name="Lots">Lots to close.</param>
/// <param name="LimitPriceUnits">Worst price of a fill.</param>
/// <param name="ZeroPriceUnits">The price at which the closed part is worth nothing: the fee never reaches below it.</param>
public readonly record struct LiquidationStep(int MarketIndex, Side Side, long Lots, long LimitPriceUnits, long ZeroPriceUnits);
