namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>An auction has ended: nothing that is left crosses.</summary>
public readonly record struct AuctionEndedEvent;
