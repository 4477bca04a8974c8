namespace OrleansMarkets.Core.Accounts;

/// <summary>Commands of an account. Numbers are part of the log format and never reused.</summary>
public enum AccountCommandKind : byte
{
    /// <summary>Credits money from outside.</summary>
    Deposit = 1,

    /// <summary>Debits money to the outside.</summary>
    Withdraw = 2,

    /// <summary>Debits money into transit to another account.</summary>
    SendTransfer = 3,

    /// <summary>Credits money out of transit from another account.</summary>
    ReceiveTransfer = 4,

    /// <summary>Closes a transfer that its receiver has booked.</summary>
    AcknowledgeTransfer = 5,

    /// <summary>Adds a market to the durable list.</summary>
    JoinMarket = 6,

    /// <summary>Starts a liquidation episode.</summary>
    StartEpisode = 7,

    /// <summary>Books the result of one step of an episode.</summary>
    RecordStep = 8,

    /// <summary>Ends an episode.</summary>
    EndEpisode = 9,

    /// <summary>Sets insurance money aside for one episode of an account.</summary>
    PlaceHold = 10,

    /// <summary>Pays the exact deficit out of a hold and returns the rest.</summary>
    SettleHold = 11,
}
