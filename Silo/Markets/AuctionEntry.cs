namespace OrleansMarkets.Silo.Markets;

/// <summary>Auctions, batches and delays of a market; 0 or nothing turns a rule off.</summary>
/// <param name="PreOpenSeconds">Time before the opening auction; 0 until an operator opens.</param>
/// <param name="InterruptionSeconds">Length of a volatility interruption.</param>
/// <param name="ClosingSeconds">Time before the closing auction; 0 until an operator halts.</param>
/// <param name="InterruptionBandPercent">Furthest distance of a trade from the last one before its order.</param>
/// <param name="BatchWindowMilliseconds">Window of frequent batch auctions.</param>
/// <param name="TakerDelayMilliseconds">Delay of orders that would take.</param>
public sealed record AuctionEntry(
    int PreOpenSeconds = 0,
    int InterruptionSeconds = 0,
    int ClosingSeconds = 0,
    string InterruptionBandPercent = "0",
    int BatchWindowMilliseconds = 0,
    int TakerDelayMilliseconds = 0);
