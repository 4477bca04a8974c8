namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>An order that would take waits for its time.</summary>
/// <param name="OrderId">The order, which waits already.</param>
/// <param name="DueNs">Book time from which it is matched.</param>
public readonly record struct OrderDelayedEvent(long OrderId, long DueNs);
