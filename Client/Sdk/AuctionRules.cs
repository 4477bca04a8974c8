namespace OrleansMarkets.Client;

/// <summary>When a market holds auctions, and what it does for fairness. Zero means that there is no such rule.</summary>
/// <param name="PreOpen">Time before the opening auction; zero until an operator opens.</param>
/// <param name="Interruption">Length of a volatility interruption.</param>
/// <param name="Closing">Time before the closing auction; zero until an operator halts.</param>
/// <param name="InterruptionBand">Largest distance of a trade from the last trade before its order, a fraction.</param>
/// <param name="BatchWindow">Window of frequent batch auctions.</param>
/// <param name="TakerDelay">Delay of orders that would take; cancels never wait.</param>
public sealed record AuctionRules(
    TimeSpan PreOpen, TimeSpan Interruption, TimeSpan Closing, decimal InterruptionBand, TimeSpan BatchWindow, TimeSpan TakerDelay);
