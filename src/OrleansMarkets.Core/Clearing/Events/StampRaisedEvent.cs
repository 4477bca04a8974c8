namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>The account's highest call stamp rose (and its row exists from now on).</summary>
/// <param name="Account">The account.</param>
/// <param name="Stamp">Its highest stamp.</param>
public readonly record struct StampRaisedEvent(long Account, CallStamp Stamp);
