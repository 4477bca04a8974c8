namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>A waiting order has new terms and waits on. If it keeps its place, it is only smaller.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Account">Its owner.</param>
/// <param name="PriceUnits">Its limit from now on; 0 for a market order.</param>
/// <param name="WorstPriceUnits">Bound of a market order from now on; 0 for the band around its trigger.</param>
/// <param name="Lots">Lots that it has left from now on.</param>
/// <param name="GoneLots">Lots of its new quantity that went before.</param>
/// <param name="ArmedLots">Lots of it that may execute.</param>
/// <param name="ReserveQuanta">Reserve of its lots from now on.</param>
/// <param name="TriggerUnits">Price that fires it; 0 while there is none.</param>
/// <param name="NextMoveUnits">Price that moves a trailing trigger next; 0 if none does.</param>
/// <param name="TrailUnits">Distance of a trailing stop from now on, price units; 0 if it is a share or there is none.</param>
/// <param name="TrailPpm">Distance of a trailing stop from now on as a share of the best price seen, ppm.</param>
/// <param name="KeepsPlace">Whether it keeps its place among the orders with the same trigger.</param>
public readonly record struct WaitingAmendedEvent(
    long OrderId,
    long Account,
    long PriceUnits,
    long WorstPriceUnits,
    long Lots,
    long GoneLots,
    long ArmedLots,
    long ReserveQuanta,
    long TriggerUnits,
    long NextMoveUnits,
    long TrailUnits,
    long TrailPpm,
    bool KeepsPlace);
