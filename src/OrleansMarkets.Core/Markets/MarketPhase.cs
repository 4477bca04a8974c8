namespace OrleansMarkets.Core.Markets;

/// <summary>Operating state of a market. Start and crash recovery walk the same path: replaying, cancel-only, open.</summary>
public enum MarketPhase : byte
{
    /// <summary>The log is being folded: nothing is answered.</summary>
    Replaying = 0,

    /// <summary>Only cancels and touches: the state after every start until a fresh index with due boundaries applied.</summary>
    CancelOnly = 1,

    /// <summary>Continuous trading.</summary>
    Open = 2,

    /// <summary>Only orders that reduce a position, and cancels.</summary>
    ReduceOnly = 3,

    /// <summary>Nothing but cancels, by decision of the operator.</summary>
    Halted = 4,

    /// <summary>Final: positions are settled.</summary>
    Settled = 5,
}
