namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>The trigger of a waiting order moved, or more of its lots may execute because its parent traded.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Account">Its owner.</param>
/// <param name="ArmedLots">Lots of it that may execute.</param>
/// <param name="TriggerUnits">Price that fires it; 0 if there is none.</param>
/// <param name="NextMoveUnits">Price that moves a trailing trigger next; 0 if none does.</param>
public readonly record struct TriggerSetEvent(long OrderId, long Account, long ArmedLots, long TriggerUnits, long NextMoveUnits);
