using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>Some lots of a resting order left the book without trading; it keeps its place. Hidden lots go first.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Account">Its owner.</param>
/// <param name="Side">Its side.</param>
/// <param name="PriceUnits">Its price.</param>
/// <param name="Lots">Lots that left; fewer than it had.</param>
/// <param name="ReserveReleasedQuanta">What its reserve fell by.</param>
/// <param name="Reason">Why.</param>
public readonly record struct OrderReducedEvent(
    long OrderId,
    long Account,
    Side Side,
    long PriceUnits,
    long Lots,
    long ReserveReleasedQuanta,
    CancelReason Reason);
