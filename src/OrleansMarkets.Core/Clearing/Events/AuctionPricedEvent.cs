using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>An auction is held: its trades follow, at this price, in this step and the next ones.</summary>
/// <param name="Price">Price, and lots that would buy and sell at it; default if no two orders meet.</param>
public readonly record struct AuctionPricedEvent(AuctionPrice Price);
