namespace OrleansMarkets.MarketData.Images;

/// <summary>What an execution was for its account.</summary>
public enum ExecutionKind : byte
{
    /// <summary>An order traded, as maker or taker; also a resting order that a liquidation traded with.</summary>
    Trade = 1,

    /// <summary>The account was liquidated against the book.</summary>
    Liquidation = 2,

    /// <summary>An auto-deleveraging closed lots of the account: the bankrupt one and its counterparties alike.</summary>
    Deleveraging = 3,

    /// <summary>Funding was settled into the account's row: fee only, negative when it received.</summary>
    Funding = 4,

    /// <summary>The liquidation fee of a step: fee only.</summary>
    LiquidationFee = 5,
}
