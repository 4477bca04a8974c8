namespace OrleansMarkets.Core.Matching;

/// <summary>What one order trades in a call auction, at its price.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Side">Its side.</param>
/// <param name="Lots">Quantity.</param>
public readonly record struct AuctionFill(long OrderId, Side Side, long Lots);
