using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>Lots of a resting order left the book without trading, hidden ones first; with the last of them the order left.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Account">Its owner.</param>
/// <param name="Side">Its side.</param>
/// <param name="PriceUnits">Its price.</param>
/// <param name="Lots">Lots that left.</param>
/// <param name="ReserveReleasedQuanta">What its reserve fell by.</param>
/// <param name="Reason">Why.</param>
public readonly record struct OrderCancelledEvent(
    long OrderId,
    long Account,
    Side Side,
    long PriceUnits,
    long Lots,
    long ReserveReleasedQuanta,
    CancelReason Reason);
