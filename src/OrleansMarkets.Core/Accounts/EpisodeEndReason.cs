namespace OrleansMarkets.Core.Accounts;

/// <summary>Why a liquidation episode ended.</summary>
public enum EpisodeEndReason : byte
{
    /// <summary>Equity covers maintenance margin again, with the buffer where positions were closed.</summary>
    Recovered = 1,

    /// <summary>Everything is closed and nothing is owed.</summary>
    Closed = 2,

    /// <summary>Everything is closed and insurance paid the deficit.</summary>
    CoveredByInsurance = 3,

    /// <summary>Everything is closed, part of it against counterparties.</summary>
    Deleveraged = 4,
}
