namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>Lots of a waiting order are gone without trading; with the last of them the order is.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Account">Its owner.</param>
/// <param name="Lots">Lots that are gone.</param>
/// <param name="ReserveReleasedQuanta">What its reserve fell by.</param>
/// <param name="Reason">Why.</param>
public readonly record struct WaitingReducedEvent(
    long OrderId,
    long Account,
    long Lots,
    long ReserveReleasedQuanta,
    CancelReason Reason);
