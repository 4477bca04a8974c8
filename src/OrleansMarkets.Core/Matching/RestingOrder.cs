namespace OrleansMarkets.Core.Matching;

/// <summary>An image of a resting order.</summary>
/// <param name="OrderId">The market's id of the order.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Flags">Conditions.</param>
/// <param name="PriceUnits">Limit price.</param>
/// <param name="RemainingLots">Lots left.</param>
/// <param name="OriginalLots">Lots at entry.</param>
/// <param name="ReserveQuanta">Reserve of what is left.</param>
public readonly record struct RestingOrder(
    long OrderId,
    Side Side,
    OrderFlags Flags,
    long PriceUnits,
    long RemainingLots,
    long OriginalLots,
    long ReserveQuanta);
