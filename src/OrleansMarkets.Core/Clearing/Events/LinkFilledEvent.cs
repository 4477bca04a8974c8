namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>A linked order traded: the group counts it.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Lots">Lots that it traded.</param>
public readonly record struct LinkFilledEvent(long OrderId, long Lots);
