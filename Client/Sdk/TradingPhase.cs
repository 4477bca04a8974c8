namespace OrleansMarkets.Client;

/// <summary>A phase that an operator may order.</summary>
public enum TradingPhase
{
    /// <summary>Everything passes; what was collected trades in an auction first.</summary>
    Open,

    /// <summary>Only orders that reduce a position, and cancels.</summary>
    ReduceOnly,

    /// <summary>Only cancels.</summary>
    CancelOnly,

    /// <summary>Nothing trades; cancels pass.</summary>
    Halted,

    /// <summary>Orders are collected for the opening auction.</summary>
    PreOpen,

    /// <summary>Orders are collected for the closing auction, after which the market is halted.</summary>
    Closing,
}
