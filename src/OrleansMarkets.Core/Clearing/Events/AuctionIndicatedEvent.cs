using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>What the auction would give if it were held now.</summary>
/// <param name="Price">Price, and lots that would buy and sell at it; default if no two orders meet.</param>
/// <param name="NextIndicationNs">When it is published next.</param>
public readonly record struct AuctionIndicatedEvent(AuctionPrice Price, long NextIndicationNs);
