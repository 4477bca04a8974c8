namespace OrleansMarkets.Core.Markets;

/// <summary>When a market holds auctions, and what it does for fairness. A time or share of 0 means that there is no such rule.</summary>
/// <param name="PreOpenNs">How long orders are collected before the opening auction, nanoseconds; 0: until an operator opens.</param>
/// <param name="InterruptionNs">How long they are collected after a volatility interruption, nanoseconds.</param>
/// <param name="ClosingNs">How long they are collected before the closing auction, nanoseconds; 0: until an operator halts.</param>
/// <param name="InterruptionBandPpm">
/// Largest distance of a trade from the last trade before its order, ppm: a trade that would be farther interrupts the market. After an
/// interruption in which nothing traded the band stands around the mark, and each further one doubles it.
/// </param>
/// <param name="BatchWindowNs">
/// Frequent batch auctions: orders trade at one price at the end of each window, nanoseconds; 0 for continuous trading.
/// </param>
/// <param name="TakerDelayNs">How long an order that would take waits before it is matched, nanoseconds; cancels never wait.</param>
public sealed record AuctionParameters(
    long PreOpenNs,
    long InterruptionNs,
    long ClosingNs,
    long InterruptionBandPpm,
    long BatchWindowNs,
    long TakerDelayNs);
