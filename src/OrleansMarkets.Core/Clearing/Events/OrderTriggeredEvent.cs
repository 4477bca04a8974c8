namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>
/// A waiting order is entered: its trades and what rests of it follow, and then <see cref="OrderWorkedEvent"/>. It is no waiting order any
/// more, and its reserve is released; what rests reserves its share again.
/// </summary>
/// <param name="OrderId">The order.</param>
/// <param name="Account">Its owner.</param>
/// <param name="PriceUnits">The price that reached its trigger; 0 if it had none and waited for its parent.</param>
/// <param name="Lots">Lots that are entered; the position for an order that closes whatever there is.</param>
public readonly record struct OrderTriggeredEvent(long OrderId, long Account, long PriceUnits, long Lots);
