using OrleansMarkets.Core.Clearing.Commands;

namespace OrleansMarkets.Core.Matching;

/// <summary>An image of a resting order.</summary>
/// <param name="OrderId">The market's id of the order.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Flags">Conditions.</param>
/// <param name="PriceUnits">Limit price.</param>
/// <param name="RemainingLots">Lots left, shown or hidden.</param>
/// <param name="QuantityLots">Quantity of the whole order, what is gone included.</param>
/// <param name="ReserveQuanta">Reserve of what is left.</param>
/// <param name="HiddenLots">Lots left that the book does not show.</param>
/// <param name="Version">Sequence of the step that submitted or amended it last.</param>
/// <param name="Instructions">What it asked for beyond a plain order; null for a plain order.</param>
public readonly record struct RestingOrder(
    long OrderId,
    Side Side,
    OrderFlags Flags,
    long PriceUnits,
    long RemainingLots,
    long QuantityLots,
    long ReserveQuanta,
    long HiddenLots,
    long Version,
    OrderInstructions? Instructions);
