using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>An auction is called: from now on orders are collected, and the book may cross, until it has ended.</summary>
/// <param name="DueNs">Book time at which it is held; <see cref="long.MaxValue"/> until an operator says so.</param>
/// <param name="After">The phase that follows it.</param>
/// <param name="NextIndicationNs">When its price is published next; <see cref="long.MaxValue"/> for never.</param>
/// <param name="UntradedInterruptions">Interruptions since the last trade, this one included: the dynamic band depends on them.</param>
public readonly record struct AuctionCalledEvent(long DueNs, MarketPhase After, long NextIndicationNs, int UntradedInterruptions);
