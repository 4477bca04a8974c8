namespace OrleansMarkets.Core.Markets;

/// <summary>What a market admits. Cancels and touches pass in every phase but <see cref="Replaying"/>.</summary>
public enum MarketPhase : byte
{
    /// <summary>The log is being folded: nothing passes until the new owner has raised the epoch.</summary>
    Replaying = 0,

    /// <summary>Only cancels: after a start until a fresh index came and every due boundary is applied, or by an operator.</summary>
    CancelOnly = 1,

    /// <summary>Everything passes.</summary>
    Open = 2,

    /// <summary>Only reduce-only orders, liquidation and cancels.</summary>
    ReduceOnly = 3,

    /// <summary>Trading is suspended by an operator; cancels pass.</summary>
    Halted = 4,

    /// <summary>Trading has ended for good.</summary>
    Settled = 5,

    /// <summary>Orders are collected for the auction that opens the market; nothing trades until it is held.</summary>
    PreOpen = 6,

    /// <summary>A trade would have left the dynamic band: orders are collected for an auction that opens the market again.</summary>
    Interrupted = 7,

    /// <summary>Orders are collected for the auction that closes the market; after it the market is halted.</summary>
    Closing = 8,
}
