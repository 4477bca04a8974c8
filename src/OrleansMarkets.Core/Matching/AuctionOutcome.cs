using System.Collections.Immutable;

namespace OrleansMarkets.Core.Matching;

/// <summary>What a call auction decides.</summary>
/// <param name="Price">The equilibrium.</param>
/// <param name="Fills">Who trades: the buys in priority, then the sells; both sides sum to the volume.</param>
public sealed record AuctionOutcome(AuctionPrice Price, ImmutableArray<AuctionFill> Fills);
