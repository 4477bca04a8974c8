using Orleans;

namespace OrleansMarkets.Contracts.Markets;

/// <summary>When a market holds auctions, and what it does for fairness; see Core AuctionParameters. 0 turns a rule off.</summary>
/// <param name="PreOpenNs">Time before the opening auction, nanoseconds; 0 until an operator opens.</param>
/// <param name="InterruptionNs">Length of a volatility interruption, nanoseconds.</param>
/// <param name="ClosingNs">Time before the closing auction, nanoseconds; 0 until an operator halts.</param>
/// <param name="InterruptionBandPpm">Dynamic band around the last trade, ppm; around the mark after an interruption without one.</param>
/// <param name="BatchWindowNs">Window of frequent batch auctions, nanoseconds.</param>
/// <param name="TakerDelayNs">Delay of orders that would take, nanoseconds.</param>
[GenerateSerializer, Immutable, Alias("om.auction-definition")]
public sealed record AuctionDefinition(
    long PreOpenNs,
    long InterruptionNs,
    long ClosingNs,
    long InterruptionBandPpm,
    long BatchWindowNs,
    long TakerDelayNs);
