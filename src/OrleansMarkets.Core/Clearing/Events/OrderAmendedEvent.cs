using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>
/// A resting order has new terms. If it keeps its place, it is only smaller. Else it has left the book as if it were cancelled, and enters
/// like a new order under its old id: trades with it as the taker and an <see cref="OrderRestedEvent"/> follow, as far as it trades and
/// rests.
/// </summary>
/// <param name="OrderId">The order.</param>
/// <param name="Account">Its owner.</param>
/// <param name="Side">Its side.</param>
/// <param name="PriceUnits">Its price from now on.</param>
/// <param name="Lots">Lots that it has left from now on.</param>
/// <param name="GoneLots">Lots of its new quantity that traded or were cancelled before.</param>
/// <param name="ReserveQuanta">Reserve of its lots from now on.</param>
/// <param name="KeepsPlace">Whether it keeps its place in its queue.</param>
public readonly record struct OrderAmendedEvent(
    long OrderId,
    long Account,
    Side Side,
    long PriceUnits,
    long Lots,
    long GoneLots,
    long ReserveQuanta,
    bool KeepsPlace);
