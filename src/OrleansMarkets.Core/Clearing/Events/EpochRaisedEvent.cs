namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>The log has a new owner.</summary>
/// <param name="Epoch">Its epoch.</param>
public readonly record struct EpochRaisedEvent(long Epoch);
