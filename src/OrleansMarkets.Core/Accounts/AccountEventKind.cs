namespace OrleansMarkets.Core.Accounts;

/// <summary>Events of an account's log. Numbers are part of the log format and never reused.</summary>
public enum AccountEventKind : byte
{
    /// <summary>An amount was added to a bucket of the ledger.</summary>
    Posted = 1,

    /// <summary>A command's result was stored under its id.</summary>
    ResultStored = 2,

    /// <summary>An outgoing transfer was opened.</summary>
    TransferOpened = 3,

    /// <summary>An outgoing transfer was acknowledged.</summary>
    TransferClosed = 4,

    /// <summary>An incoming transfer was booked.</summary>
    TransferReceived = 5,

    /// <summary>A market joined the list.</summary>
    MarketJoined = 6,

    /// <summary>A liquidation episode began.</summary>
    EpisodeStarted = 7,

    /// <summary>A step of the episode was booked.</summary>
    EpisodeStepped = 8,

    /// <summary>The episode ended.</summary>
    EpisodeEnded = 9,

    /// <summary>Insurance money was set aside.</summary>
    HoldPlaced = 10,

    /// <summary>A hold was paid out and returned.</summary>
    HoldSettled = 11,
}
