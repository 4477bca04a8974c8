using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>A resting order left the book without (further) trading.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Account">Its owner.</param>
/// <param name="Side">Its side.</param>
/// <param name="PriceUnits">Its price.</param>
/// <param name="Lots">Lots that it still had.</param>
/// <param name="ReserveReleasedQuanta">Reserve that it still had.</param>
/// <param name="Reason">Why.</param>
public readonly record struct OrderCancelledEvent(
    long OrderId,
    long Account,
    Side Side,
    long PriceUnits,
    long Lots,
    long ReserveReleasedQuanta,
    CancelReason Reason);
