namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>The reduce-only orders of the accounts that waited longest for it have been cut to their positions.</summary>
/// <param name="Accounts">How many accounts no longer wait.</param>
public readonly record struct ReduceOnlyClippedEvent(int Accounts);
