namespace OrleansMarkets.Core.Liquidation;

/// <summary>Where an account stands in the loss waterfall (mechanics 2.14). Later stages are worse.</summary>
public enum LiquidationStage : byte
{
    /// <summary>Equity covers the requirement of positions and orders.</summary>
    Healthy = 0,

    /// <summary>Equity covers maintenance margin, but not the requirement: only reductions pass.</summary>
    Restricted = 1,

    /// <summary>Equity is below maintenance margin: positions are closed in steps against the book.</summary>
    Liquidating = 2,

    /// <summary>Equity is negative: insurance is held, and what is left is closed at the mark or, when flat, the deficit is paid.</summary>
    Insolvent = 3,

    /// <summary>
    /// The book gives nothing, or insurance does not suffice: counterparties on the other side close at the bankruptcy price.
    /// </summary>
    Deleveraging = 4,
}
