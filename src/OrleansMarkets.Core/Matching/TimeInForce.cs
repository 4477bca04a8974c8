namespace OrleansMarkets.Core.Matching;

/// <summary>How long an order works.</summary>
public enum TimeInForce : byte
{
    /// <summary>Good till cancelled.</summary>
    GoodTillCancelled = 1,

    /// <summary>Immediate or cancel: fills what it can at once, the rest is cancelled.</summary>
    ImmediateOrCancel = 2,

    /// <summary>Fill or kill: all at once or nothing.</summary>
    FillOrKill = 3,

    /// <summary>Good till a date: it rests until its expiry.</summary>
    GoodTillDate = 4,
}
