namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>How far a liquidation episode went.</summary>
public enum LiquidationStage : byte
{
    /// <summary>No episode.</summary>
    None = 0,

    /// <summary>Opening orders are cancelled, positions are being closed on the book.</summary>
    Closing = 1,

    /// <summary>Insurance holds money for the episode.</summary>
    Insured = 2,

    /// <summary>The rest is closed against ranked counterparties.</summary>
    Deleveraging = 3,

    /// <summary>Ended: the account is above the buffered maintenance margin again.</summary>
    Recovered = 4,

    /// <summary>Ended: the account is flat everywhere, a deficit is paid.</summary>
    Closed = 5,
}
